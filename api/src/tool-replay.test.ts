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
import { startToolServer, type ToolServer, type Visit } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, test } from 'vitest'

const conversations = process.env.FULL_LISTS ? 120 : 24

let server: ToolServer
let desk: ChatDesk
const ledgers = new Map<string, Ledger>()

const nameOf = ({ method, segments }: Visit) =>
  method === 'GET' ? 'read_ledger' : method === 'PUT' ? 'set_label' : segments[2] === 'take' ? 'take' : 'add_entry'

beforeAll(async () => {
  server = await startToolServer(visit => {
    const [, book = '', , label = ''] = visit.segments
    const ledger = ledgers.get(book) ?? emptyLedger()
    ledgers.set(book, ledger)
    const given = { ...(visit.body as object | undefined), ...(label ? { label } : {}) }
    return apply(ledger, { name: nameOf(visit), arguments: given })
  })
  desk = await chatDesk([server.host])
  const { key } = desk.world.olivia
  const make = (name: LedgerTool, request: object) =>
    desk.api.ask<Tool>('POST /tools', {
      key,
      body: {
        kind: 'http',
        name,
        effect: ledgerTools[name].effect,
        approval: 'never',
        parameters: ledgerSchema(name),
        request,
      },
    })
  const tools = [
    await make('read_ledger', { url: `${server.url}/ledgers/{book}` }),
    await make('add_entry', { method: 'POST', url: `${server.url}/ledgers/{book}/entries` }),
    await make('take', { method: 'POST', url: `${server.url}/ledgers/{book}/take` }),
    await make('set_label', { method: 'PUT', url: `${server.url}/ledgers/{book}/labels/{label}` }),
  ]
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds: tools.map(tool => tool.id) } })
  return () => server.close()
})

test(`${conversations} conversations that work with tools leave exactly the state that was written for them`, {
  timeout: 300_000,
}, async () => {
  const came = (book: string) => server.visits.filter(visit => visit.segments[1] === book).map(nameOf)
  expect(await replayAll({ desk, ledgers, came }, conversations)).toBeGreaterThan(conversations * 8)
})
