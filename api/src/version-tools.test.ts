import type { ChatAnswer, TurnTrace } from '@frontdesk/contract/chat'
import type { Tool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { startToolServer, type ToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, test } from 'vitest'

let shop: ToolServer
let desk: ChatDesk
beforeAll(async () => {
  shop = await startToolServer(() => ({ body: { status: 'shipped' } }))
  desk = await chatDesk([shop.host])
  return () => shop.close()
})

const ask = <T>(route: string, body: unknown = {}) =>
  desk.api.ask<T>(route, { key: desk.world.olivia.key, ...(route.startsWith('DELETE') ? {} : { body }) })

const callsIn = async () => {
  const plan = [{ calls: [{ name: 'Look_up', arguments: { id: '17' } }] }, { say: 'Done.' }]
  const said = await desk.sayForJson(`Please help. {{plan=${JSON.stringify(plan)}}}`)
  const { steps } = await desk.read<TurnTrace>(`/turns/${(said.body as ChatAnswer).turnId}`)
  return steps[0]?.calls
}

test('a version calls its tools as they were published, with the secrets of today; one that was deleted is no longer there', async () => {
  const parameters = { type: 'object', properties: { id: { type: 'string' } } }
  const request = { url: `${shop.url}/first/{id}`, headers: { 'X-Key': 'old' } }
  const tool = await ask<Tool>('POST /tools', { kind: 'http', name: 'Look up', parameters, effect: 'read', request })
  await ask(`PUT /agents/${desk.agentId}/tools`, { toolIds: [tool.id] })
  await ask(`POST /agents/${desk.agentId}/publish`)

  await ask(`PATCH /tools/${tool.id}`, { request: { url: `${shop.url}/second/{id}`, headers: { 'X-Key': 'new' } } })
  await ask(`PUT /agents/${desk.agentId}/tools`, { toolIds: [] })
  expect(await callsIn()).toMatchObject([{ name: 'Look up', state: 'succeeded', result: { status: 'shipped' } }])
  expect(shop.visits).toMatchObject([{ path: '/first/17', headers: { 'x-key': 'new' } }])

  await ask(`DELETE /tools/${tool.id}`)
  expect(await callsIn()).toMatchObject([
    { name: 'Look up', state: 'failed', result: { error: 'This tool is no longer there.' } },
  ])
  expect(shop.visits).toHaveLength(1)
})
