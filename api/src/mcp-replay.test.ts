import type { McpServer } from '@frontdesk/contract/mcp-servers'
import type { Tool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import {
  apply,
  emptyLedger,
  type Ledger,
  type LedgerTool,
  ledgerSchema,
  ledgerTools,
  replayAll,
} from '@frontdesk/testing/ledger-replay'
import { type McpManner, type McpTestServer, startMcpServer } from '@frontdesk/testing/mcp-server'
import { beforeAll, describe, expect, test } from 'vitest'

const conversations = process.env.FULL_LISTS ? 120 : 12
const names = Object.keys(ledgerTools) as LedgerTool[]

describe.each<McpManner>(['sessions', 'modern'])('over an MCP server in the manner of %s', manner => {
  let server: McpTestServer
  let desk: ChatDesk
  const ledgers = new Map<string, Ledger>()

  beforeAll(async () => {
    const offered = names.map(name => ({ name, inputSchema: ledgerSchema(name) }))
    server = await startMcpServer(manner, offered, call => {
      const book = String(call.arguments.book)
      const ledger = ledgers.get(book) ?? emptyLedger()
      ledgers.set(book, ledger)
      const { status, body } = apply(ledger, call)
      return { isError: status >= 300, content: [{ type: 'text', text: JSON.stringify(body) }] }
    })
    desk = await chatDesk([server.host])
    const { key } = desk.world.olivia
    const body = { name: 'Ledgers', url: server.url }
    const { id: mcpServerId } = await desk.api.ask<McpServer>('POST /mcp-servers', { key, body })
    const toolIds: string[] = []
    for (const tool of names) {
      const { effect } = ledgerTools[tool]
      const wanted = { kind: 'mcp', mcpServerId, tool, effect, approval: 'never' }
      toolIds.push((await desk.api.ask<Tool>('POST /tools', { key, body: wanted })).id)
    }
    await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds } })
    return () => server.close()
  })

  test(`${conversations} conversations leave exactly the state that was written for them`, {
    timeout: 300_000,
  }, async () => {
    const came = (book: string) => server.calls.filter(call => call.arguments.book === book).map(({ name }) => name)
    const made = await replayAll({ desk, ledgers, came }, conversations)
    expect(made).toBeGreaterThan(conversations * 8)
    expect(new Set(server.calls.map(({ key }) => key)).size).toBe(made)
    expect(server.sessionsBegun()).toBeLessThan(5)
  })
})
