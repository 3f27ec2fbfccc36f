import type { Agent } from '@frontdesk/contract/agents'
import type { TurnTrace } from '@frontdesk/contract/chat'
import type { ModelConnection } from '@frontdesk/contract/model-connections'
import type { Tool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { type FakeProviders, startFakeProviders } from '@frontdesk/testing/fake-providers'
import { startToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let providers: FakeProviders
let key: string
let spare: ModelConnection
let shopUrl: string
let look: Tool
let asked = 0

beforeAll(async () => {
  providers = await startFakeProviders()
  const shop = await startToolServer(() => ({ body: { number: ++asked } }))
  desk = await chatDesk([providers.host, shop.host])
  key = desk.world.olivia.key
  spare = await connect('sk-of-northwind-1234')
  shopUrl = shop.url
  look = await makeTool({ name: 'look' })
  return () => Promise.all([providers.close(), shop.close()]).then(() => {})
})

const makeTool = (more: object) =>
  desk.api.ask<Tool>('POST /tools', {
    key,
    body: { kind: 'http', effect: 'read', request: { url: `${shopUrl}/orders` }, parameters: none, ...more },
  })
const none = { type: 'object', properties: {} }
const connect = (apiKey: string) =>
  desk.api.ask<ModelConnection>('POST /model-connections', {
    key,
    body: { name: 'Spare', provider: 'anthropic', baseUrl: providers.anthropicUrl, apiKey },
  })
const hire = async (more: object, toolIds: string[] = []) => {
  const { id } = await desk.api.ask<Agent>('POST /agents', {
    key,
    body: { name: 'Rowan', model: 'first', fallbackModel: 'second', knowledgeOnly: false, ...more },
  })
  if (toolIds.length > 0) await desk.api.ask(`PUT /agents/${id}/tools`, { key, body: { toolIds } })
  return id
}
const ask = async (agentId: string, text: string) => {
  const response = await desk.say(text, { agentId })
  await response.text()
  return desk.read<TurnTrace>(`/turns/${response.headers.get('x-turn-id')}`)
}
const plan = (...messages: object[]) => `Please help. {{plan=${JSON.stringify(messages)}}}`
const looks = { calls: [{ name: 'look', arguments: {} }] }

test('when the model’s provider is broke, a model of another connection answers, and the trace names it', async () => {
  const agentId = await hire({ fallbackModelConnectionId: spare.id })
  const trace = await ask(agentId, 'Hello {{fault=spend-cap say=Hello Vera}}')
  const { items } = await desk.read<{ items: object[] }>(`/conversations/${trace.conversationId}/messages`)
  expect(items.at(-1)).toMatchObject({ sender: 'agent', text: 'Hello Vera' })
  expect(trace).toMatchObject({ status: 'completed', provider: 'anthropic', model: 'second', error: null, attempt: 1 })
})

test('a published version falls back as its draft did', async () => {
  const agentId = await hire({ fallbackModelConnectionId: spare.id })
  await desk.api.ask(`POST /agents/${agentId}/publish`, { key, body: {} })
  const trace = await ask(agentId, 'Hello {{fault=spend-cap}}')
  expect(trace).toMatchObject({ publishedVersion: { number: 1 }, provider: 'anthropic', model: 'second' })
})

test('a request that the model refuses is not carried to the fallback', async () => {
  const before = providers.calls.length
  const trace = await ask(await hire({ fallbackModelConnectionId: spare.id }), 'Hello {{fault=http-400}}')
  expect(trace).toMatchObject({ status: 'failed', error: { code: 'model-bad-request' } })
  expect(providers.calls).toHaveLength(before)
})

test('when both fail, the turn fails, or people go on where the agent says so', async () => {
  const broken = { fallbackModelConnectionId: (await connect('wrong key')).id }
  const failed = await ask(await hire(broken), 'Hello {{fault=spend-cap}}')
  expect(failed).toMatchObject({ status: 'failed', error: { code: 'model-authentication' } })
  const handedOver = await ask(await hire({ ...broken, handOver: { onFailure: true } }), 'Hello {{fault=spend-cap}}')
  expect(handedOver).toMatchObject({ status: 'handed-over', handOver: { cause: 'failure' } })
})

test('a connection is kept while an agent falls back on it, and a foreign one is none', async () => {
  const mine = await connect('sk-of-northwind-5678')
  const agentId = await hire({ fallbackModelConnectionId: mine.id })
  await desk.api.ask(`POST /agents/${agentId}/publish`, { key, body: {} })
  const remove = () => desk.api.call(`DELETE /model-connections/${mine.id}`, { key })
  expect(await remove()).toMatchObject({ status: 409 })
  await desk.api.ask(`PATCH /agents/${agentId}`, { key, body: { fallbackModelConnectionId: null } })
  expect(await remove()).toMatchObject({ status: 409 })
  await desk.api.ask(`POST /agents/${agentId}/publish`, { key, body: {} })
  expect(await remove()).toMatchObject({ status: 204 })
  const restored = await desk.api.ask(`POST /agents/${agentId}/versions/1/restore`, { key })
  expect(restored).toMatchObject({ missingConnection: true, agent: { fallbackModelConnectionId: null } })
  const body = { name: 'Spy', fallbackModel: 'x', fallbackModelConnectionId: spare.id }
  expect(await desk.api.call('POST /agents', { key: desk.world.rita.key, body })).toMatchObject({ status: 404 })
})

test('after as many steps as the agent may make, the model is left no tool and has to answer', async () => {
  const agentId = await hire({ fallbackModel: null, maxSteps: 2, handOver: { isEnabled: false } }, [look.id])
  const before = asked
  const trace = await ask(agentId, plan(looks, looks, { say: 'That is all.' }))
  expect(trace).toMatchObject({ status: 'completed' })
  expect([trace.steps.length, asked - before]).toEqual([2, 2])
  const offered = desk.fake.calls.slice(-3).map(({ body }) => (body as { tools?: unknown[] }).tools?.length ?? 0)
  expect(offered).toEqual([1, 1, 0])
  for (const maxSteps of [0, 41, 1.5])
    expect(await desk.api.call(`PATCH /agents/${agentId}`, { key, body: { maxSteps } })).toMatchObject({ status: 400 })
})

test('an answer that waits for a person can be cancelled: what it was to do is refused, and it never goes on', async () => {
  const pay = await makeTool({ name: 'pay', approval: 'always' })
  const agentId = await hire({}, [pay.id])
  const before = asked
  const { id, status, conversationId } = await ask(
    agentId,
    plan({ calls: [{ name: 'pay', arguments: {} }] }, { say: 'Done.' }),
  )
  expect(status).toBe('waiting')
  const cancel = () => desk.api.call(`POST /turns/${id}/cancel`, { key })
  expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelled' } })
  const { items } = await desk.read<{ items: { id: string }[] }>(`/tool-calls?conversationId=${conversationId}`)
  expect(items).toMatchObject([{ state: 'refused', reason: 'The answer was cancelled.', decision: null }])
  expect(await desk.api.call(`POST /tool-calls/${items[0]?.id}/approve`, { key })).toMatchObject({ status: 409 })
  expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelled' } })
  const trace = await desk.read<TurnTrace>(`/turns/${id}`)
  expect(trace).toMatchObject({ status: 'cancelled', finishedAt: expect.any(String), error: null })
  expect(asked).toBe(before)
})
