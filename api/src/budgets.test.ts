import type { Agent } from '@frontdesk/contract/agents'
import type { Budgets } from '@frontdesk/contract/budgets'
import type { ChatAnswer, TurnTrace } from '@frontdesk/contract/chat'
import type { Conversation } from '@frontdesk/contract/conversations'
import type { DayUsage } from '@frontdesk/contract/usage'
import { tenantSql } from '@frontdesk/platform/database/transaction'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { beforeEach, expect, test } from 'vitest'

let desk: ChatDesk
let key: string
beforeEach(async () => {
  desk = await chatDesk()
  key = desk.world.olivia.key
  await settings({ handOver: { isEnabled: false }, builtInTools: ['label'] })
  desk.fake.reset()
})

const settings = (body: object) => desk.api.ask<Agent>(`PATCH /agents/${desk.agentId}`, { key, body })
const limit = (body: object) => desk.api.ask<Budgets>('PUT /budgets', { key, body })
const says = async (text: string, { by = key, ...more }: { by?: string; conversationId?: string } = {}) => {
  const { status, body } = await desk.api.call('POST /chat', {
    key: by,
    body: { agentId: desk.agentId, text, ...more },
    headers: { accept: 'application/json' },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body as ChatAnswer
}
const trace = (turnId: string) => desk.read<TurnTrace>(`/turns/${turnId}`)
const rows = async (text: string) =>
  (await tenantSql(desk.world.platform.database, desk.world.organizationId, [{ text }]))[0]?.rows ?? []

const today = () => desk.world.platform.clock.now().toISOString().slice(0, 10)
const takenBefore = async () => {
  const { items } = await desk.read<{ items: DayUsage[] }>(`/usage?from=${today()}&to=${today()}`)
  return items.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0)
}

const line = 'I cannot answer any more at the moment. Please try again later.'
// 120 tokens: the fake model counts 100 for what it read.
const hello = 'Hello {{tokens=20}}'
const none = { tokens: null, cost: null }
const unlimited = { turn: none, conversation: none, customerDay: none, month: none }
const isRefused = async ({ turnId, status, message }: ChatAnswer, calls: number, scope: string) => {
  expect({ status, text: message?.text }).toEqual({ status: 'failed', text: line })
  expect(await trace(turnId)).toMatchObject({
    status: 'failed',
    error: { code: 'budget', message: `The budget of ${scope} is used up.` },
  })
  expect(desk.fake.calls).toHaveLength(calls)
}

test('at first nothing is limited; what is limited is said as a whole, and an answer without limits counts nothing', async () => {
  expect(await desk.read('/budgets')).toEqual(unlimited)
  await says(hello)
  expect(await rows('SELECT counter FROM budget_counters')).toEqual([])
  const wanted = { month: { tokens: 5_000, cost: 2.5 }, turn: { tokens: 900 } }
  const kept = { ...unlimited, month: { tokens: 5_000, cost: 2.5 }, turn: { tokens: 900, cost: null } }
  expect(await limit(wanted)).toEqual(kept)
  expect(await desk.read('/budgets')).toEqual(kept)
  const before = await takenBefore()
  await says(hello)
  expect(await rows('SELECT split_part(counter, $$ $$, 1) AS counter, tokens::int FROM budget_counters')).toEqual([
    { counter: 'month', tokens: before + 120 },
  ])
  expect(await rows('SELECT counter FROM budget_holds')).toEqual([])
  expect(await limit({})).toEqual(unlimited)
  expect(await rows('SELECT counter FROM budget_counters')).toEqual([])
  for (const body of [{ month: { tokens: 0 } }, { turn: { cost: -1 } }, { week: {} }, { turn: { tokens: 1.5 } }])
    expect(await desk.api.call('PUT /budgets', { key, body })).toMatchObject({ status: 400 })
})

test('a conversation that took its budget gets one line, nothing more is sent to the model, and others are answered', async () => {
  await limit({ conversation: { tokens: 200 } })
  const { conversationId } = await says(hello)
  expect((await says(hello, { conversationId })).status).toBe('completed')
  const refused = await says('Und jetzt? Wie lange dauert die Lieferung?', { conversationId })
  expect(refused).toMatchObject({ status: 'failed', message: { text: expect.stringContaining('später') } })
  await isRefused(await says(hello, { conversationId }), 2, 'this conversation')
  expect((await says(hello)).status).toBe('completed')
})

test('a customer who took the budget of a day is answered the next day; another customer is answered at once', async () => {
  await limit({ customerDay: { tokens: (await takenBefore()) + 100 } })
  await says(hello)
  await isRefused(await says(hello), 1, 'this customer and day')
  expect((await says(hello, { by: desk.world.sam.key })).status).toBe('completed')
  desk.world.platform.clock.advance(24 * 3_600_000)
  expect((await says(hello)).status).toBe('completed')
})

test('an organization that took the budget of a month is answered in the next; the rival organization goes its way', async () => {
  await says(hello)
  // What was taken before there was a budget counts, too.
  await limit({ month: { tokens: await takenBefore() } })
  await isRefused(await says(hello, { by: desk.world.sam.key }), 1, 'this month')
  expect(await desk.api.ask('GET /budgets', { key: desk.world.rita.key })).toEqual(unlimited)
  desk.world.platform.clock.advance(32 * 24 * 3_600_000)
  expect((await says(hello)).status).toBe('completed')
})

test('an answer that took its budget calls the model no more, says so beneath what it said, and others are answered', async () => {
  await limit({ turn: { tokens: 100 } })
  const calls = [{ name: 'label', arguments: { labels: ['bike'] } }]
  const { turnId, status, message } = await says(
    `Go. {{plan=${JSON.stringify([{ say: 'I look.', calls }, { say: 'x' }])}}}`,
  )
  expect({ status, text: message?.text }).toEqual({ status: 'failed', text: `I look.\n\n${line}` })
  expect(await trace(turnId)).toMatchObject({
    error: { code: 'budget', message: 'The budget of one answer is used up.' },
    steps: [{ calls: [{ state: 'succeeded' }] }],
  })
  expect(desk.fake.calls).toHaveLength(1)
  expect((await says(hello)).status).toBe('completed')
})

test('money is counted at the price of the model, and a model without a price costs none', async () => {
  await limit({ month: { cost: 0.000_1 }, turn: { cost: 5 } })
  await says(hello)
  await says(hello)
  await desk.api.ask('PUT /model-prices', { key, body: { model: 'fake', inputPerMillion: 1, outputPerMillion: 5 } })
  expect((await says(hello)).status).toBe('completed')
  await isRefused(await says(hello), 3, 'this month')
})

test('where the agent hands over, people get the conversation with the cause, also when it does not on failure', async () => {
  await settings({ handOver: { isEnabled: true, onFailure: false } })
  await limit({ conversation: { tokens: 100 } })
  const { conversationId } = await says(hello)
  const { status, message, turnId } = await says('And then?', { conversationId })
  expect({ status, text: message?.text }).toEqual({
    status: 'handed-over',
    text: 'I cannot answer this at the moment, so I have passed it on to our team. Somebody will answer you here.',
  })
  const why = { cause: 'limit', reason: 'The budget of this conversation is used up.' }
  expect(await trace(turnId)).toMatchObject({ status: 'handed-over', handOver: why, error: { code: 'budget' } })
  expect(await desk.read<Conversation>(`/conversations/${conversationId}`)).toMatchObject({
    handler: 'queue',
    handOver: why,
  })
  expect(desk.fake.calls).toHaveLength(1)
})

test('of many who ask at once at the end of a budget, one is answered', async () => {
  await says(hello)
  await limit({ month: { tokens: (await takenBefore()) + 10 } })
  const answers = await Promise.all(Array.from({ length: 6 }, () => says('Hello {{tokens=20 delay=20}}')))
  const ended = answers.map(({ status }) => status).sort()
  expect(ended).toEqual(['completed', 'failed', 'failed', 'failed', 'failed', 'failed'])
  expect(desk.fake.calls).toHaveLength(2)
})

test('what a model took before it was stopped counts, what it refused does not, and what it does not tell is estimated', async () => {
  await limit({ month: { tokens: 1_000_000 } })
  const taken = async () => Number((await rows('SELECT sum(tokens)::int AS tokens FROM budget_counters'))[0]?.tokens)
  await (await desk.say('Hello {{fault=spend-cap}}')).text()
  const before = await taken()
  expect(before).toBe(await takenBefore())
  const { turnId } = await says('Hello {{fault=no-usage tokens=30}}')
  const estimated = (await taken()) - before
  expect(estimated).toBeGreaterThan(100)
  const { inputTokens, outputTokens } = await trace(turnId)
  expect(Number(inputTokens) + Number(outputTokens)).toBe(estimated)
  const response = await desk.say('Tell me all. {{tokens=300 delay=20}}')
  const stopped = response.headers.get('x-turn-id')
  const reader = response.body?.getReader()
  await reader?.read()
  await desk.api.ask(`POST /turns/${stopped}/cancel`, { key })
  expect(await taken()).toBeGreaterThan(before + estimated + 100)
  expect(await rows('SELECT counter FROM budget_holds')).toEqual([])
})
