import type { CustomerToken } from '@frontdesk/contract/customers'
import { type ChatDesk, chatDesk, listen } from '@frontdesk/testing/chat-desk'
import { colleague } from '@frontdesk/testing/colleague'
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

const tokenFor = async (customerId: string, more: object = {}, key = desk.world.olivia.key) => {
  const { token } = await desk.api.ask<CustomerToken>('POST /customer-tokens', { key, body: { customerId, ...more } })
  return token
}

const connect = async (token: string) => {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(url, { authProvider: { token: async () => token } }))
  clients.push(client)
  return client
}

type Result = { structuredContent: Record<string, unknown>; content: { text: string }[]; isError?: boolean }
const call = (client: Client, name: string, given: object = {}) =>
  client.callTool({ name, arguments: { ...given } }) as Promise<Result>

const started = async (client: Client, message = 'How long does a refund take?') => {
  const { structuredContent } = await call(client, 'ask_agent', { message })
  return String(structuredContent.conversationId)
}

test('a customer talks to the agent that their token names, and reads what was said', async () => {
  const victor = await connect(await tokenFor('victor', { agentId: desk.agentId }))
  const { tools } = await victor.listTools()
  expect(tools.map(({ name }) => name)).toEqual(['ask_agent', 'list_my_conversations', 'read_my_conversation'])
  const conversationId = await started(victor)
  await call(victor, 'ask_agent', { message: 'And shipping? {{say=Free}}', conversationId })
  const { structuredContent: list } = await call(victor, 'list_my_conversations')
  expect(list).toMatchObject({ items: [{ id: conversationId, title: 'How long does a refund take?' }], next: null })
  const { structuredContent: read } = await call(victor, 'read_my_conversation', { conversationId })
  expect(read).toMatchObject({
    conversation: { id: conversationId, status: 'open' },
    messages: [{ sender: 'customer' }, { sender: 'agent' }, { sender: 'customer' }, { sender: 'agent', text: 'Free' }],
  })
  expect(Object.keys(read.conversation as object)).not.toContain('assigneeId')
})

test('a customer never sees another customer’s conversation, nor one of the staff', async () => {
  const victor = await connect(await tokenFor('vic'))
  const vanessa = await connect(await tokenFor('vanessa', { agentId: desk.agentId }))
  const hers = await started(vanessa)
  for (const conversationId of [hers, desk.conversationId]) {
    expect(await call(victor, 'read_my_conversation', { conversationId })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/no such conversation/) }],
    })
    const given = { agentId: desk.agentId, message: 'Hello', conversationId }
    expect(await call(victor, 'ask_agent', given)).toMatchObject({ isError: true })
  }
  expect((await call(victor, 'list_my_conversations')).structuredContent).toEqual({ items: [], next: null })
})

test('a customer whom staff names and the one with the token are the same', async () => {
  const staff = await connect(desk.world.olivia.key)
  const asked = { agentId: desk.agentId, message: 'Hello', customerId: 'vito' }
  const { structuredContent } = await call(staff, 'ask_agent', asked)
  const { conversationId } = structuredContent
  const vito = await connect(await tokenFor('vito'))
  expect((await call(vito, 'read_my_conversation', { conversationId })).isError).toBeUndefined()
  const foreign = await call(staff, 'ask_agent', { ...asked, customerId: 'vanessa', conversationId })
  expect(foreign).toMatchObject({ isError: true, content: [{ text: expect.stringMatching(/no such conversation/) }] })
})

test('where people have the conversation, a customer is told so, and reads what they write', async () => {
  const vesna = await connect(await tokenFor('vesna', { agentId: desk.agentId }))
  const conversationId = await started(vesna)
  const { key } = desk.world.olivia
  await desk.api.ask(`POST /conversations/${conversationId}/take-over`, { key })
  const asked = await call(vesna, 'ask_agent', { message: 'Hello?', conversationId })
  expect(asked).toMatchObject({
    structuredContent: { status: 'handed-over', text: '' },
    content: [{ text: expect.stringMatching(/^People have this conversation/) }],
  })
  await desk.api.ask(`POST /conversations/${conversationId}/messages`, { key, body: { text: 'Olivia here.' } })
  const { structuredContent } = await call(vesna, 'read_my_conversation', { conversationId, afterSeq: 3 })
  expect(structuredContent).toMatchObject({
    conversation: { handler: 'person' },
    messages: [{ sender: 'person', text: 'Olivia here.' }],
  })
})

test('a token for one agent opens no conversation with another', async () => {
  const { id: agentId } = await desk.api.ask<{ id: string }>('POST /agents', {
    key: desk.world.olivia.key,
    body: { name: 'Rowan' },
  })
  const withJuniper = await connect(await tokenFor('valerie', { agentId: desk.agentId }))
  const withRowan = await connect(await tokenFor('valerie', { agentId }))
  const conversationId = await started(withJuniper)
  expect((await call(withRowan, 'list_my_conversations')).structuredContent).toEqual({ items: [], next: null })
  expect(await call(withRowan, 'read_my_conversation', { conversationId })).toMatchObject({ isError: true })
  expect(await call(withRowan, 'ask_agent', { message: 'Hello', conversationId })).toMatchObject({ isError: true })
})

test('a token opens nothing but the MCP server', async () => {
  const key = await tokenFor('vera', { agentId: desk.agentId })
  for (const route of ['GET /agents', 'GET /conversations', 'GET /session', 'GET /api/openai/v1/models'])
    expect((await desk.api.send(route, { key })).status, route).toBe(401)
})

test('a token ends by itself, with the key that made it, and when that key may no more', async () => {
  const { clock } = desk.world.platform
  const make = (more: object) =>
    desk.api.ask<{ id: string; secret: string }>('POST /api-keys', {
      key: desk.world.olivia.key,
      body: { name: 'Shop', permissions: ['conversations.reply', 'conversations.read'], ...more },
    })
  const revoked = await make({})
  const token = await tokenFor('viola', { expiresIn: 60 }, revoked.secret)
  const lasting = await tokenFor('viola', { expiresIn: 24 * 3_600 }, revoked.secret)
  await connect(token)
  clock.advance(61_000)
  await expect(connect(token)).rejects.toThrow()
  await connect(lasting)
  await desk.api.ask(`DELETE /api-keys/${revoked.id}`, { key: desk.world.olivia.key })
  await expect(connect(lasting)).rejects.toThrow()
  const casey = await colleague(desk.api, desk.world, 'Casey', 'all')
  const caseys = await tokenFor('viola', {}, casey.key)
  await connect(caseys)
  const narrower = { body: { conversationScope: 'participating' }, key: desk.world.olivia.key }
  await desk.api.ask(`PATCH /roles/${casey.roleId}`, narrower)
  await expect(connect(caseys)).rejects.toThrow()
})

test('a token that somebody else wrote, or changed, opens nothing', async () => {
  const token = await tokenFor('vincent')
  const [said = '', signed = ''] = token.slice('fdc_'.length).split('.')
  const claims = JSON.parse(Buffer.from(said, 'base64url').toString())
  const forged = Buffer.from(JSON.stringify({ ...claims, customerId: 'vanessa' })).toString('base64url')
  for (const each of [`fdc_${forged}.${signed}`, `fdc_${said}.${signed.slice(1)}A`, `fdc_${said}`, `fdc_.${signed}`])
    await expect(connect(each), each).rejects.toThrow()
})

test('only a key that sees all conversations and may read and answer gives tokens', async () => {
  const { olivia, vera, adam } = desk.world
  const ask = (key: string) => desk.api.call('POST /customer-tokens', { key, body: { customerId: 'victor' } })
  const keyWith = async (body: object) =>
    (await desk.api.ask<{ secret: string }>('POST /api-keys', { key: olivia.key, body: { name: 'Narrow', ...body } }))
      .secret
  const refused = { status: 403, body: { code: 'forbidden' } }
  expect(await ask(vera.key)).toMatchObject(refused)
  expect(await ask(await keyWith({ permissions: ['conversations.reply'] }))).toMatchObject(refused)
  expect(await ask(await keyWith({ conversationScope: 'participating' }))).toMatchObject(refused)
  expect(await ask(adam.key)).toMatchObject({ status: 201 })
  const narrow = await connect(await keyWith({ conversationScope: 'participating' }))
  const named = { agentId: desk.agentId, message: 'Hello', customerId: 'victor' }
  expect(await call(narrow, 'ask_agent', named)).toMatchObject({ isError: true })
})
