import type { Conversation } from '@frontdesk/contract/conversations'
import type { Permission } from '@frontdesk/contract/permissions'
import { newId } from '@frontdesk/platform/ids'
import { type ChatDesk, chatDesk, listen } from '@frontdesk/testing/chat-desk'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let url: URL
beforeAll(async () => {
  desk = await chatDesk()
  url = new URL(`${await listen(desk.api)}/api/mcp`)
})

const clients: Client[] = []
afterAll(async () => {
  for (const client of clients) await client.close()
})

type Mode = 'legacy' | 'auto'

const connect = async (token: string, mode: Mode = 'legacy') => {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  await client.connect(new StreamableHTTPClientTransport(url, { authProvider: { token: async () => token } }))
  clients.push(client)
  return client
}

const call = (client: Client, name: string, given: object = {}) =>
  client.callTool({ name, arguments: { ...given } }) as Promise<Result>
type Result = { structuredContent?: Record<string, unknown>; content: { text: string }[]; isError?: boolean }

const toolsOf = async (token: string) => (await (await connect(token)).listTools()).tools.map(({ name }) => name)

const keyWith = async (permissions: Permission[], more: object = {}) => {
  const body = { name: 'Narrow', permissions, ...more }
  return desk.api.ask<{ id: string; secret: string }>('POST /api-keys', { key: desk.world.olivia.key, body })
}

test.each([
  ['legacy', '2025-11-25'],
  ['auto', '2026-07-28'],
] as const)('a client of the %s kind speaks %s with us, and asks an agent', async (mode, version) => {
  const client = await connect(desk.world.olivia.key, mode)
  expect(client.getNegotiatedProtocolVersion()).toBe(version)
  const answer = await call(client, 'ask_agent', { agentId: desk.agentId, message: 'How long does a refund take?' })
  expect(answer).toMatchObject({
    structuredContent: {
      text: expect.stringContaining('[1]'),
      citations: [{ number: 1, title: 'Returns', url: 'https://northwind.example/returns' }],
    },
    content: [{ type: 'text', text: expect.stringMatching(/\n\[1\] Returns https:\/\/northwind\.example\/returns$/) }],
  })
})

test('each tool gives what its endpoint gives', async () => {
  const client = await connect(desk.world.olivia.key)
  const { conversationId, documentId } = desk
  for (const [tool, given, path] of [
    ['list_agents', {}, '/agents'],
    ['list_documents', { kind: 'text' }, '/knowledge/documents?kind=text'],
    ['read_document', { documentId }, `/knowledge/documents/${documentId}`],
    ['list_conversations', { limit: 2, status: 'open' }, '/conversations?limit=2&status=open'],
    ['read_conversation', { conversationId }, `/conversations/${conversationId}`],
    ['read_messages', { conversationId, afterSeq: 1 }, `/conversations/${conversationId}/messages?afterSeq=1`],
  ] as const)
    expect((await call(client, tool, given)).structuredContent, tool).toEqual(await desk.read(path))
  const { structuredContent } = await call(client, 'search_knowledge', { query: 'refund' })
  expect(structuredContent).toMatchObject({ answerable: true, passages: [{ title: 'Returns' }] })
})

test('a conversation is renamed as by the API, and the trail says by whom', async () => {
  const { key } = desk.world.olivia
  const { conversationId } = await desk.api.ask<{ conversationId: string }>('POST /chat', {
    key,
    headers: { accept: 'application/json' },
    body: { agentId: desk.agentId, text: 'Hello' },
  })
  await call(await connect(key), 'change_conversation', { conversationId, status: 'resolved' })
  expect(await desk.read<Conversation>(`/conversations/${conversationId}`)).toMatchObject({ status: 'resolved' })
  const { items } = await desk.read<{ items: object[] }>('/audit?limit=1')
  expect(items).toMatchObject([{ action: 'conversation.changed', target: conversationId }])
})

test('a key is offered just the tools of what it may', async () => {
  const reading = ['list_conversations', 'read_conversation', 'read_messages']
  const known = ['search_knowledge', 'list_documents', 'read_document']
  expect(await toolsOf(desk.world.vera.key)).toEqual(['list_agents', ...known, ...reading])
  expect(await toolsOf((await keyWith(['knowledge.read'])).secret)).toEqual(known)
  expect(await toolsOf((await keyWith(['conversations.reply'])).secret)).toEqual(['ask_agent', 'change_conversation'])
  const narrow = await connect((await keyWith(['knowledge.read'])).secret)
  await expect(call(narrow, 'ask_agent', { agentId: desk.agentId, message: 'Hello' })).rejects.toThrow(/not found/)
})

test('what is wrong is said in a sentence, as the result of the tool', async () => {
  const client = await connect(desk.world.olivia.key)
  const said = async (name: string, given: object) => {
    const { isError, content } = await call(client, name, given)
    expect(isError, name).toBe(true)
    return content[0]?.text
  }
  expect(await said('read_conversation', { conversationId: newId() })).toMatch(/There is no such conversation\./)
  expect(await said('ask_agent', { agentId: newId(), message: 'Hello' })).toMatch(/There is no such agent\./)
  expect(await said('ask_agent', { agentId: desk.agentId, message: '' })).toMatch(/message/)
  expect(await said('ask_agent', { agentId: desk.agentId, message: 'Hello {{fault=http-400}}' })).toMatch(/Ask again/)
  expect(await said('list_conversations', { cursor: 'nonsense' })).toMatch(/cursor/)
  expect(await said('list_agents', { drop: 'all' })).toMatch(/drop/)
})

test('a rival’s ids name nothing, and what a rival lists is their own', async () => {
  const rita = await connect(desk.world.rita.key)
  const { conversationId, documentId, agentId } = desk
  for (const [name, given] of [
    ['read_conversation', { conversationId }],
    ['read_messages', { conversationId }],
    ['change_conversation', { conversationId, title: 'Taken over' }],
    ['read_document', { documentId }],
    ['ask_agent', { agentId, message: 'Hello' }],
    ['ask_agent', { agentId, message: 'Hello', customerId: 'victor' }],
  ] as const) {
    const answer = await call(rita, name, given)
    expect(answer.isError, name).toBe(true)
    const random = Object.fromEntries(
      Object.entries(given).map(([n, value]) => [n, n.endsWith('Id') ? newId() : value]),
    )
    expect(answer.content, name).toEqual((await call(rita, name, random)).content)
  }
  for (const list of ['list_agents', 'list_documents', 'list_conversations'])
    expect((await call(rita, list)).structuredContent).toEqual({ items: [], next: null })
})

test('strangers, sessions of browsers and revoked keys are shown the door', async () => {
  const revoked = await keyWith(['agents.read'])
  await connect(revoked.secret)
  await desk.api.ask(`DELETE /api-keys/${revoked.id}`, { key: desk.world.olivia.key })
  for (const token of ['fd_live_nonsense', 'fdc_nonsense', `${desk.world.olivia.key}x`, revoked.secret])
    await expect(connect(token), token).rejects.toThrow()
  for (const headers of [{}, { cookie: 'frontdesk=anything' }, { authorization: 'Basic b2xpdmlhOng=' }]) {
    const answer = await desk.api.send('POST /api/mcp', { headers, body: { jsonrpc: '2.0', id: 1, method: 'ping' } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
  }
})
