import type { TurnTrace } from '@frontdesk/contract/chat'
import type { McpOffer, McpServer } from '@frontdesk/contract/mcp-servers'
import type { McpTool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { type McpManner, type McpTestServer, startMcpServer } from '@frontdesk/testing/mcp-server'
import { beforeAll, describe, expect, test } from 'vitest'

const order = { type: 'object' as const, properties: { id: { type: 'string' } }, required: ['id'] }
const tools = () => [
  {
    name: 'orders.find',
    title: 'Find order',
    description: 'Finds an order.',
    inputSchema: order,
    annotations: { readOnlyHint: true },
  },
  { name: 'refund', description: 'Refunds an order.', inputSchema: order },
]

const manners = [
  ['sessions', false],
  ['sessions', true],
  ['stateless', false],
  ['modern', false],
] as const

describe.each(manners)('an MCP server in the manner of %s (JSON: %s)', (manner: McpManner, inJson) => {
  let server: McpTestServer
  let desk: ChatDesk
  let added: McpServer
  beforeAll(async () => {
    server = await startMcpServer(
      manner,
      tools(),
      ({ name, arguments: given }) =>
        name === 'refund' && given.id === 'none'
          ? { isError: true, content: [{ type: 'text', text: 'No such order' }] }
          : { content: [{ type: 'text', text: JSON.stringify({ name, given }) }] },
      { inJson },
    )
    desk = await chatDesk([server.host])
    added = await ask('POST /mcp-servers', { name: 'Ledgers', url: server.url })
    return () => server.close()
  })
  const ask = <T>(route: string, body?: object) =>
    desk.api.ask<T>(route, { key: desk.world.olivia.key, ...(body ? { body } : {}) })
  const choose = (tool: string, more: object = {}) =>
    ask<McpTool>('POST /tools', { kind: 'mcp', mcpServerId: added.id, tool, ...more })

  test('its tools are listed, chosen and called by an agent, and what came of it is in the trace', async () => {
    const { items } = await ask<{ items: McpOffer[] }>(`POST /mcp-servers/${added.id}/refresh`)
    expect(items).toMatchObject([
      { tool: 'orders.find', title: 'Find order', proposedEffect: 'read', problem: null },
      { tool: 'refund', proposedEffect: 'once', problem: null },
    ])
    const find = await choose('orders.find')
    expect(find).toMatchObject({ name: 'Find order', description: 'Finds an order.', effect: 'once', changed: null })
    const refund = await choose('refund', { name: 'Give back', approval: 'never' })
    await ask(`PUT /agents/${desk.agentId}/tools`, { toolIds: [find.id, refund.id] })
    const plan = [
      { calls: [{ name: 'Find_order', arguments: { id: '17' } }] },
      {
        calls: [
          { name: 'Give_back', arguments: { id: '17' } },
          { name: 'Give_back', arguments: { id: 'none' } },
        ],
      },
      { say: 'Done.' },
    ]
    const { body } = await desk.sayForJson(`Please. {{plan=${JSON.stringify(plan)}}}`)
    const { steps } = await desk.read<TurnTrace>(`/turns/${(body as { turnId: string }).turnId}`)
    expect(steps.map(step => step.calls)).toMatchObject([
      [{ name: 'Find order', state: 'succeeded', result: { name: 'orders.find', given: { id: '17' } } }],
      [{ state: 'succeeded' }, { state: 'failed', result: { error: 'No such order' } }],
    ])
    expect(server.calls.map(({ name, key }) => [name, typeof key])).toEqual([
      ['orders.find', 'string'],
      ['refund', 'string'],
      ['refund', 'string'],
    ])
    expect(new Set(server.calls.map(({ key }) => key)).size).toBe(3)
  })
})
