import type { TurnTrace } from '@frontdesk/contract/chat'
import type { ModelConnection } from '@frontdesk/contract/model-connections'
import type { Tool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { startFakeModel } from '@frontdesk/testing/fake-model'
import { type FakeProviders, startFakeProviders } from '@frontdesk/testing/fake-providers'
import { startToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let providers: FakeProviders
let compatibleUrl: string
let toolId: string

beforeAll(async () => {
  providers = await startFakeProviders()
  const compatible = await startFakeModel()
  compatibleUrl = compatible.url
  const shop = await startToolServer(({ path }) => ({ body: { path } }))
  desk = await chatDesk([providers.host, new URL(compatibleUrl).host, shop.host])
  const body = { kind: 'http', name: 'look', effect: 'read', request: { url: `${shop.url}/orders/{id}` } }
  const parameters = { type: 'object', properties: { id: { type: 'string' } } }
  const { key } = desk.world.olivia
  toolId = (await desk.api.ask<Tool>('POST /tools', { key, body: { ...body, parameters } })).id
  return () => Promise.all([providers.close(), compatible.close(), shop.close()]).then(() => {})
})

const connect = (more: object) =>
  desk.api.ask<ModelConnection>('POST /model-connections', {
    key: desk.world.olivia.key,
    body: { name: 'Ours', apiKey: 'sk-of-northwind-1234', ...more },
  })

const hire = async (connection: ModelConnection) => {
  const { key } = desk.world.olivia
  const agent = await desk.api.ask<{ id: string }>('POST /agents', {
    key,
    body: { name: 'Rowan', model: 'a-model', modelConnectionId: connection.id, knowledgeOnly: false },
  })
  await desk.api.ask(`PUT /agents/${agent.id}/tools`, { key, body: { toolIds: [toolId] } })
  return agent.id
}

test.each(['anthropic', 'google', 'openai-compatible'] as const)(
  'an agent on a connection to %s answers, calls tools, and its words and tokens arrive',
  async provider => {
    const baseUrl = {
      anthropic: providers.anthropicUrl,
      google: providers.googleUrl,
      'openai-compatible': compatibleUrl,
    }[provider]
    const connection = await connect({ provider, baseUrl })
    const plan = [
      { say: 'One moment.', calls: [{ name: 'look', arguments: { id: '17' } }] },
      { say: 'It is on its way, Vera.' },
    ]
    const said = await desk.sayForJson(`Where is it? {{plan=${JSON.stringify(plan)}}}`, {
      agentId: await hire(connection),
    })
    expect(said).toMatchObject({ status: 200, body: { message: { text: 'One moment.\n\nIt is on its way, Vera.' } } })
    const trace = await desk.read<TurnTrace>(`/turns/${(said.body as { turnId: string }).turnId}`)
    expect(trace).toMatchObject({ provider, model: 'a-model' })
    expect(trace.steps).toMatchObject([
      { calls: [{ state: 'succeeded', arguments: { id: '17' }, result: { path: '/orders/17' } }] },
    ])
    expect(trace.inputTokens).toBeGreaterThan(0)
  },
)

test('Google gets its signature back with the call that it signed', () => {
  const again = providers.calls.findLast(({ path }) => path.startsWith('/google'))?.body
  expect(JSON.stringify(again)).toContain('"thoughtSignature":"signed"')
})

test('a key is shown by its end alone, works at once when it is changed, and is never seen again', async () => {
  const { key } = desk.world.olivia
  const connection = await connect({ provider: 'anthropic', baseUrl: providers.anthropicUrl, apiKey: 'wrong key' })
  expect(connection).toMatchObject({ keyHint: '' })
  const attempt = () => desk.api.ask(`POST /model-connections/${connection.id}/try`, { key, body: { model: 'claude' } })
  expect(await attempt()).toMatchObject({ works: false, said: expect.stringContaining('refused the API key') })
  const changed = await desk.api.ask<ModelConnection>(`PATCH /model-connections/${connection.id}`, {
    key,
    body: { apiKey: 'sk-of-northwind-9876' },
  })
  expect(changed.keyHint).toBe('9876')
  expect(await attempt()).toMatchObject({ works: true, said: 'ready' })
  expect(providers.calls.at(-1)?.key).toBe('sk-of-northwind-9876')
  const { rows } = await desk.world.platform.database.owner.query('SELECT * FROM model_connections', [])
  expect(JSON.stringify(rows)).not.toContain('sk-of-northwind')
})

test('a connection behind the wall is not asked, and one that an agent uses is not deleted', async () => {
  const { key } = desk.world.olivia
  const inside = await connect({ provider: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1' })
  expect(await desk.api.ask(`POST /model-connections/${inside.id}/try`, { key, body: { model: 'x' } })).toMatchObject({
    works: false,
  })
  const agentId = await hire(inside)
  expect(await desk.api.call(`DELETE /model-connections/${inside.id}`, { key })).toMatchObject({ status: 409 })
  await desk.api.ask(`PATCH /agents/${agentId}`, { key, body: { modelConnectionId: null } })
  expect(await desk.api.call(`DELETE /model-connections/${inside.id}`, { key })).toMatchObject({ status: 204 })
})

test('a server of one’s own needs its address, and a foreign connection is none', async () => {
  const { olivia, rita } = desk.world
  const call = (body: object) => desk.api.call('POST /model-connections', { key: olivia.key, body })
  expect(await call({ name: 'x', provider: 'openai-compatible' })).toMatchObject({ status: 400 })
  expect(await call({ name: 'x', provider: 'openai', baseUrl: 'file:///etc/passwd' })).toMatchObject({ status: 400 })
  const ours = await connect({ provider: 'openai' })
  const body = { name: 'Spy', modelConnectionId: ours.id }
  expect(await desk.api.call('POST /agents', { key: rita.key, body })).toMatchObject({ status: 404 })
})
