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

const connect = async (token: string) => {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(url, { authProvider: { token: async () => token } }))
  clients.push(client)
  return client
}

test('a key that may everything is offered everything', async () => {
  const client = await connect(desk.world.olivia.key)
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual([
    'ask_agent',
    'list_agents',
    'search_knowledge',
    'list_documents',
    'read_document',
    'list_conversations',
    'read_conversation',
    'read_messages',
    'change_conversation',
  ])
  console.log(JSON.stringify(tools[0], null, 1), client.getServerVersion(), client.getNegotiatedProtocolVersion?.())
  const answer = await client.callTool({
    name: 'ask_agent',
    arguments: { agentId: desk.agentId, message: 'How long does a refund take?' },
  })
  console.log(JSON.stringify(answer, null, 1))
  for (const [name, args] of [
    ['list_agents', {}],
    ['search_knowledge', { query: 'refund' }],
    ['list_conversations', { limit: 2 }],
    ['read_conversation', { conversationId: desk.conversationId }],
    ['read_messages', { conversationId: desk.conversationId }],
    ['read_conversation', { conversationId: desk.agentId }],
    ['read_conversation', {}],
  ] as const)
    console.log(name, JSON.stringify(await client.callTool({ name, arguments: args })).slice(0, 400))
})
