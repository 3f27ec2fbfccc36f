import type { TurnTrace } from '@frontdesk/contract/chat'
import type { ToolCall } from '@frontdesk/contract/tool-calls'
import type { Tool } from '@frontdesk/contract/tools'
import { keepLeases } from '@frontdesk/modules/engine/index'
import { keepHearing } from '@frontdesk/modules/tools/index'
import { type Answered, type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { startToolServer, type ToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, onTestFinished, test } from 'vitest'

let shop: ToolServer
let desk: ChatDesk
const asked = new Map<string, number>()

beforeAll(async () => {
  // The first request for each path is answered so late that its process is long gone by then.
  shop = await startToolServer(({ path }) => {
    const times = (asked.get(path) ?? 0) + 1
    asked.set(path, times)
    return { body: { path, times }, delayMs: times > 1 ? 0 : path === '/withdraw' ? 1_000 : 4_000 }
  })
  desk = await chatDesk([shop.host])
  return () => shop.close()
})

const armed = async (effect: Tool['effect'], path: string) => {
  const { key } = desk.world.olivia
  const body = { kind: 'http', name: path, effect, request: { method: 'POST', url: `${shop.url}/${path}` } }
  const tool = await desk.api.ask<Tool>('POST /tools', { key, body })
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds: [tool.id] } })
}
const planOf = (name: string) =>
  `Go. {{plan=${JSON.stringify([{ calls: [{ name, arguments: {} }] }, { say: 'Done with it.' }])}}}`
const visits = (path: string) => shop.visits.filter(visit => visit.path === `/${path}`)

/** Begins a turn, and when its call is on its way another process finds the lease run out. */
const takenOver = async (effect: Tool['effect'], path: string) => {
  await armed(effect, path)
  const response = await desk.say(planOf(path))
  await expect.poll(() => visits(path).length, { timeout: 5_000 }).toBe(1)
  const other = await desk.anotherProcess()
  other.platform.clock.advance(600_000)
  const stop = await keepLeases(other.platform)
  onTestFinished(async () => void (await stop()))
  const turnId = String(response.headers.get('x-turn-id'))
  await expect.poll(() => desk.read(`/turns/${turnId}`), { timeout: 8_000 }).toMatchObject({ status: 'completed' })
  return desk.read<TurnTrace>(`/turns/${turnId}`)
}

test('a call that happens once is never sent again after a crash; its outcome is unknown, and the model is told so', async () => {
  const { steps } = await takenOver('once', 'pay')
  expect(steps).toMatchObject([{ calls: [{ state: 'unknown' }] }])
  expect(desk.fake.calls.at(-1)?.body.messages?.at(-1)).toMatchObject({
    role: 'tool',
    content: expect.stringMatching(/not known.*Do not call it again/),
  })
  expect(visits('pay')).toHaveLength(1)
})

test('a call that may be repeated is sent again under the same key', async () => {
  const { steps } = await takenOver('idempotent', 'set')
  expect(steps).toMatchObject([{ calls: [{ state: 'succeeded', result: { times: 2 } }] }])
  const keys = visits('set').map(visit => visit.headers['idempotency-key'])
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
})

test('a call that only reads is simply made again', async () => {
  const { steps } = await takenOver('read', 'look')
  expect(steps).toMatchObject([{ calls: [{ state: 'succeeded' }] }])
  expect(visits('look')).toHaveLength(2)
})

test('what was done before a crash is not done again: the answer goes on from there', async () => {
  const { key } = desk.world.olivia
  const make = async (name: string, effect: string) =>
    desk.api.ask<Tool>('POST /tools', {
      key,
      body: { kind: 'http', name, effect, request: { method: 'POST', url: `${shop.url}/${name}` } },
    })
  const tools = [await make('first', 'once'), await make('second', 'read')]
  asked.set('/first', 1)
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds: tools.map(tool => tool.id) } })
  const steps = [
    { say: 'First this.', calls: [{ name: 'first', arguments: {} }] },
    { calls: [{ name: 'second', arguments: {} }] },
    { say: 'Both done.' },
  ]
  const response = await desk.say(`Go. {{thoughts=7 plan=${JSON.stringify(steps)}}}`)
  await expect.poll(() => visits('second').length, { timeout: 5_000 }).toBe(1)
  const other = await desk.anotherProcess()
  other.platform.clock.advance(600_000)
  const stop = await keepLeases(other.platform)
  onTestFinished(async () => void (await stop()))
  const turnId = String(response.headers.get('x-turn-id'))
  await expect.poll(() => desk.read(`/turns/${turnId}`), { timeout: 8_000 }).toMatchObject({ status: 'completed' })
  expect(visits('first')).toHaveLength(1)
  const { items } = await desk.read<{ items: { text: string }[] }>(
    `/conversations/${response.headers.get('x-conversation-id')}/messages`,
  )
  expect(items.at(-1)?.text).toBe('First this.\n\nBoth done.')
  // Three messages of seven thoughts each, two of them before the crash.
  expect(await desk.read(`/turns/${turnId}`)).toMatchObject({ reasoningTokens: 21 })
})

test('a newer message waits for what its conversation has under way, and knows what came of it', async () => {
  await armed('once', 'transfer')
  const response = await desk.say(planOf('transfer'))
  await expect.poll(() => visits('transfer').length, { timeout: 5_000 }).toBe(1)
  const conversationId = String(response.headers.get('x-conversation-id'))
  const { status, body } = await desk.sayForJson('Hello? {{say=I see.}}', { conversationId })
  expect([status, (body as Answered).message.text]).toEqual([200, 'I see.'])
  const told = desk.fake.calls.at(-1)?.body.messages?.find(message => message.role === 'tool')
  expect(told).toMatchObject({ content: expect.stringContaining('"times":1') })
  expect(visits('transfer')).toHaveLength(1)
})

test('what was not yet sent when the customer wrote again is never sent, and the model is told that it has not happened', async () => {
  const { key } = desk.world.olivia
  const make = (name: string) =>
    desk.api.ask<Tool>('POST /tools', {
      key,
      body: { kind: 'http', name, effect: 'once', request: { method: 'POST', url: `${shop.url}/${name}` } },
    })
  const tools = [await make('withdraw'), await make('deliver')]
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds: tools.map(tool => tool.id) } })
  const calls = [
    { name: 'withdraw', arguments: {} },
    { name: 'deliver', arguments: {} },
  ]
  const response = await desk.say(`Go. {{plan=${JSON.stringify([{ calls }, { say: 'Done.' }])}}}`)
  await expect.poll(() => visits('withdraw').length, { timeout: 5_000 }).toBe(1)
  const conversationId = String(response.headers.get('x-conversation-id'))
  expect(await desk.sayForJson('Stop! {{say=I see.}}', { conversationId })).toMatchObject({ status: 200 })
  const told = desk.fake.calls.at(-1)?.body.messages?.filter(message => message.role === 'tool')
  expect(told).toMatchObject([
    { content: expect.stringContaining('"times":1') },
    { content: expect.stringContaining('This has not happened') },
  ])
  expect(await desk.read<TurnTrace>(`/turns/${response.headers.get('x-turn-id')}`)).toMatchObject({
    status: 'superseded',
    steps: [{ calls: [{ state: 'succeeded' }, { state: 'refused' }] }],
  })
  expect(visits('deliver')).toHaveLength(0)
})

test('a newer message does not wait for a call whose process is gone: nobody knows what came of it, and it is not sent again', async () => {
  await armed('once', 'book')
  const response = await desk.say(planOf('book'))
  await expect.poll(() => visits('book').length, { timeout: 5_000 }).toBe(1)
  const later = await desk.anotherProcess()
  later.platform.clock.advance(600_000)
  const conversationId = String(response.headers.get('x-conversation-id'))
  const asked = later.api.ask('POST /chat', {
    key: desk.world.olivia.key,
    headers: { accept: 'application/json' },
    body: { agentId: desk.agentId, conversationId, text: 'Hello? {{say=I see.}}' },
  })
  const turnId = String(response.headers.get('x-turn-id'))
  await expect.poll(() => desk.read(`/turns/${turnId}`)).toMatchObject({ status: 'superseded' })
  await keepHearing(later.platform, false)
  await asked
  const told = desk.fake.calls.at(-1)?.body.messages?.find(message => message.role === 'tool')
  expect(told).toMatchObject({ content: expect.stringMatching(/not known.*Do not call it again/) })
  expect(visits('book')).toHaveLength(1)
})

test.each([
  ['once', 'charge', 'unknown'],
  ['idempotent', 'reserve', 'failed'],
] as const)(
  'a call with the effect "%s" whose turn was stopped ends when nobody waits for its reply any more, and not before',
  async (effect, path, state) => {
    await armed(effect, path)
    const response = await desk.say(planOf(path))
    await expect.poll(() => visits(path).length, { timeout: 5_000 }).toBe(1)
    await desk.api.ask(`POST /turns/${response.headers.get('x-turn-id')}/cancel`, { key: desk.world.olivia.key })
    const stateOf = async () => {
      const conversationId = response.headers.get('x-conversation-id')
      const { items } = await desk.read<{ items: ToolCall[] }>(`/tool-calls?conversationId=${conversationId}`)
      return items.map(call => call.state)
    }
    const other = await desk.anotherProcess()
    desk.world.platform.clock.advance(10_000)
    await keepHearing(desk.world.platform, false)
    other.platform.clock.advance(20_000)
    await keepHearing(other.platform, false)
    expect(await stateOf()).toEqual(['started'])
    other.platform.clock.advance(20_000)
    await keepHearing(other.platform, false)
    expect(await stateOf()).toEqual([state])
    expect(visits(path)).toHaveLength(1)
  },
)
