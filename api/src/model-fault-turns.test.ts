import type { Agent } from '@frontdesk/contract/agents'
import type { TurnTrace } from '@frontdesk/contract/chat'
import type { Conversation } from '@frontdesk/contract/conversations'
import type { Tool } from '@frontdesk/contract/tools'
import { openAiLanguageModel } from '@frontdesk/platform/models/openai'
import { withRetries } from '@frontdesk/platform/models/retry'
import type { RetryPolicy } from '@frontdesk/platform/models/retry-policy'
import { type ChatDesk, chatDesk, type Reach } from '@frontdesk/testing/chat-desk'
import { startToolServer, type ToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, beforeEach, expect, test } from 'vitest'

// Whole, each kind meets fifty turns with the patience that the product has; short, two with less of it.
const turns = process.env.FULL_LISTS ? 50 : 2
const breaker = { failures: Number.POSITIVE_INFINITY, halfOpenAfterMs: 1 }
const hasty = { firstChunkMs: 400, betweenChunksMs: 300, backoff: { firstMs: 4, mostMs: 20 } }
// The breaker would spare most turns the fault; that it does is told in a test of its own.
const policy: Partial<RetryPolicy> = process.env.FULL_LISTS ? { breaker } : { ...hasty, breaker }
const budgetMs = 60_000
// A fifth of it is what a busy machine may be late by.
const waitSeconds = process.env.FULL_LISTS ? 5 : 3

const reach: Reach = fake => {
  const elsewhere: Record<string, string> = {
    refusing: 'http://127.0.0.1:9/v1',
    nameless: 'http://nobody.invalid/v1',
    'without-tls': fake.url.replace('http:', 'https:'),
  }
  const resting = withRetries(openAiLanguageModel({ baseUrl: fake.url }), { backoff: hasty.backoff })
  return name =>
    name === 'resting' ? resting : withRetries(openAiLanguageModel({ baseUrl: elsewhere[name] ?? fake.url }), policy)
}

let desk: ChatDesk
let key: string
let shop: ToolServer
let look: Tool

beforeAll(async () => {
  shop = await startToolServer(() => ({ body: { parcel: 'on its way' } }))
  desk = await chatDesk([shop.host], { reach })
  key = desk.world.olivia.key
  look = await desk.api.ask<Tool>('POST /tools', {
    key,
    body: {
      kind: 'http',
      name: 'look',
      effect: 'read',
      parameters: { type: 'object', properties: { order: { type: 'integer' } }, required: ['order'] },
      request: { url: `${shop.url}/orders/{order}` },
    },
  })
  return () => shop.close()
})
beforeEach(() => desk.fake.reset())

const hire = async (model: string, onFailure: boolean) => {
  const body = { name: 'Rowan', model, knowledgeOnly: false, maxSteps: 5, handOver: { onFailure } }
  const { id } = await desk.api.ask<Agent>('POST /agents', { key, body })
  await desk.api.ask(`PUT /agents/${id}/tools`, { key, body: { toolIds: [look.id] } })
  return id
}

type Ended = { trace: TurnTrace; conversation: Conversation; tookMs: number; requests: number[] }

/** Fifty customers at once, half of them with an agent that hands over what fails. */
const ask = async (model: string, marker: string): Promise<Ended[]> => {
  const agents = [await hire(model, false), await hire(model, true)]
  return Promise.all(
    Array.from({ length: turns }, async (_, number) => {
      const from = performance.now()
      const question = `Customer ${number} asks where it is. ${marker}`
      const response = await desk.say(question, { agentId: agents[number % 2] })
      await response.text()
      const endedAt = performance.now()
      const trace = await desk.read<TurnTrace>(`/turns/${response.headers.get('x-turn-id')}`)
      const conversation = await desk.read<Conversation>(`/conversations/${trace.conversationId}`)
      const requests = desk.fake.calls.filter(({ raw }) => raw.includes(`Customer ${number} asks`)).map(({ at }) => at)
      // From when its model was first asked: until then fifty turns that begin at once wait for each other.
      const tookMs = endedAt - (requests[0] ?? from)
      return { trace, conversation, tookMs, requests }
    }),
  )
}

const expectEnded = (ended: Ended[]) => {
  expect(Math.max(...ended.map(({ tookMs }) => tookMs))).toBeLessThan(budgetMs)
  expect(ended.filter(({ conversation }) => conversation.liveTurnId !== null)).toEqual([])
}

const expectFailed = (ended: Ended[], code: string, requests: number) => {
  expectEnded(ended)
  for (const [number, { trace, conversation, requests: made }] of ended.entries()) {
    const isHandedOver = number % 2 === 1
    expect(trace).toMatchObject({ status: isHandedOver ? 'handed-over' : 'failed', error: { code } })
    expect(trace.error?.message).toMatch(/^[A-Z].{10,}/)
    if (isHandedOver) expect(conversation.handOver).toMatchObject({ cause: 'failure' })
    expect(made, `requests of turn ${number}`).toHaveLength(requests)
  }
}

const timeout = process.env.FULL_LISTS ? 150_000 : 20_000

test.each([
  ['http-400', 'bad-request', 1],
  ['http-401', 'authentication', 1],
  ['http-403', 'authentication', 1],
  ['http-404', 'not-found', 1],
  ['http-408', 'timeout', 3],
  ['http-409', 'overloaded', 3],
  ['http-413', 'bad-request', 1],
  ['http-422', 'bad-request', 1],
  ['http-429', 'rate-limit', 3],
  ['spend-cap', 'quota', 1],
  ['http-500', 'server', 3],
  ['http-502', 'server', 3],
  ['http-503', 'overloaded', 3],
  ['http-529', 'overloaded', 3],
  ['silence', 'timeout', 3],
  ['silence-mid-stream', 'timeout', 3],
  ['byte-per-second', 'timeout', 3],
  ['cut', 'network', 3],
  ['malformed', 'malformed', 3],
  ['error-event', 'server', 3],
])(
  'turns whose model answers with %s end in time, as "%s" or with people, after %i requests each',
  async (fault, kind, requests) => expectFailed(await ask('any', `{{fault=${fault}}}`), `model-${kind}`, requests),
  timeout,
)

test.each([
  ['refuses every connection', 'refusing'],
  ['has a name that nobody knows', 'nameless'],
  ['does not speak TLS', 'without-tls'],
])(
  'turns whose provider %s end in time, as a failure or with people',
  async (_what, model) => expectFailed(await ask(model, ''), 'model-network', 0),
  timeout,
)

test(
  'a provider that names a time is asked again then, by every turn, not sooner and at most a fifth later',
  async () => {
    const ended = await ask('any', `{{fault=http-429 retry-after=${waitSeconds} times=1}}`)
    expectEnded(ended)
    for (const { trace, requests } of ended) {
      expect(trace.status).toBe('completed')
      expect(requests).toHaveLength(2)
      const waitedMs = (requests[1] ?? 0) - (requests[0] ?? 0)
      expect(waitedMs).toBeGreaterThanOrEqual(waitSeconds * 1_000 - 10)
      expect(waitedMs).toBeLessThan(waitSeconds * 1_200)
    }
  },
  timeout,
)

const calling = (name: string, given: unknown, times: number) =>
  `{{plan=${JSON.stringify([...Array.from({ length: times }, () => ({ calls: [{ name, arguments: given }] })), { say: 'So much for that.' }])}}}`

test.each([
  ['arguments that do not fit', 'look', { order: 'the red one' }],
  ['arguments that are no JSON', 'look', '{"order": '],
  ['a tool that it was not given', 'refund_everything', {}],
])(
  'turns whose model calls with %s do nothing, tell it so, and are answered',
  async (_what, name, given) => {
    const ended = await ask('any', calling(name, given, 1))
    expectEnded(ended)
    for (const { trace } of ended) {
      expect(trace.status).toBe('completed')
      expect(trace.steps).toMatchObject([{ calls: [{ state: 'refused', startedAt: null }] }])
    }
  },
  timeout,
)

test(
  'turns whose model never stops calling do no more than the agent may, and end as a failure or with people',
  async () => {
    const before = shop.visits.length
    const ended = await ask('any', calling('look', { order: 7 }, 60))
    expectFailed(ended, 'model-empty', 6)
    expect(shop.visits.length - before).toBe(5 * turns)
  },
  timeout,
)

test(
  'after five failures in a row a provider is given a rest, and turns that meet it then end at once',
  async () => {
    const body = { name: 'Rowan', model: 'resting', knowledgeOnly: false }
    const { id: agentId } = await desk.api.ask<Agent>('POST /agents', { key, body })
    for (let customer = 0; customer < turns; customer++)
      await (await desk.say('Where is it? {{fault=http-500}}', { agentId })).text()
    const from = performance.now()
    const response = await desk.say('Where is it? {{fault=http-500}}', { agentId })
    await response.text()
    expect(performance.now() - from).toBeLessThan(1_500)
    const trace = await desk.read<TurnTrace>(`/turns/${response.headers.get('x-turn-id')}`)
    expect(trace).toMatchObject({ status: 'failed', error: { code: 'model-overloaded' } })
    expect(desk.fake.callCount()).toBe(5)
  },
  timeout,
)
