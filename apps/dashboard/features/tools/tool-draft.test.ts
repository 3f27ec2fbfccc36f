import type { HttpTool, McpTool, SqlTool } from '@frontdesk/contract/tools'
import { expect, test } from 'vitest'
import { changesBetween, draftOf, queryDraft, toolOf } from './tool-draft.ts'

const refund: HttpTool = {
  id: '019aa3f0-0000-7000-8000-000000000001',
  kind: 'http',
  name: 'Refund',
  description: 'Gives money back.',
  parameters: { type: 'object', properties: { amount: { type: 'number' } } },
  returns: null,
  bound: { customer: 'customer.id' },
  request: {
    method: 'POST',
    url: 'https://shop.example/refunds',
    query: {},
    headers: { authorization: '•••' },
    body: { amount: '{amount}' },
  },
  effect: 'once',
  approval: 'always',
  timeoutMs: 5_000,
  version: 1,
  createdAt: '2026-11-27T09:00:00.000Z',
  updatedAt: '2026-11-27T09:00:00.000Z',
}

test('a tool that goes through the form untouched stays as it is', () => {
  const draft = draftOf(refund)
  expect(toolOf(draft)).toMatchObject({ request: refund.request, parameters: refund.parameters, timeoutMs: 5_000 })
  expect(changesBetween(draft, draft)).toEqual({})
})

test('a header that is kept goes back unseen, and one that is written anew with its value', () => {
  const draft = draftOf(refund)
  const headers = [
    { name: 'authorization', value: 'Bearer new', kept: true },
    { name: ' x-shop ', value: '7', kept: false },
    { name: '', value: 'of no name', kept: false },
  ]
  expect(changesBetween(draft, { ...draft, headers })).toEqual({
    request: { ...refund.request, headers: { authorization: 'Bearer new', 'x-shop': '7' } },
  })
})

test('only what was changed is sent', () => {
  const draft = draftOf(refund)
  expect(changesBetween(draft, { ...draft, seconds: '2.5', approval: 'never' })).toEqual({
    timeoutMs: 2_500,
    approval: 'never',
  })
  expect(() => changesBetween(draft, { ...draft, parameters: '{' })).toThrow(SyntaxError)
})

test('a query only ever reads, and goes through the form as it is', () => {
  const { request: _, ...rest } = refund
  const orders: SqlTool = {
    ...rest,
    kind: 'sql',
    name: 'Orders',
    effect: 'read',
    databaseConnectionId: '019aa3f0-0000-7000-8000-000000000002',
    query: 'SELECT id FROM shop.orders WHERE amount > {amount}',
    maxRows: 10,
  }
  const draft = draftOf(orders)
  expect(toolOf(draft)).toMatchObject({ kind: 'sql', query: orders.query, maxRows: 10, effect: 'read' })
  expect(changesBetween(draft, { ...draft, sql: 'SELECT 1' })).toEqual({ query: 'SELECT 1' })
  expect(toolOf(queryDraft(orders.databaseConnectionId))).toMatchObject({ effect: 'read', timeoutMs: 5_000 })
})

test('what a tool of an MCP server takes is not ours to change', () => {
  const { request: _, ...rest } = refund
  const remote: McpTool = { ...rest, kind: 'mcp', mcpServerId: refund.id, tool: 'refund', changed: null }
  const draft = draftOf(remote)
  expect(changesBetween(draft, { ...draft, parameters: '{}', url: 'https://x.example', effect: 'read' })).toEqual({
    effect: 'read',
  })
})
