import type { CustomerToken } from '@frontdesk/contract/customers'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let tokens: string[]
beforeAll(async () => {
  desk = await chatDesk()
  const { key } = desk.world.olivia
  const { token } = await desk.api.ask<CustomerToken>('POST /customer-tokens', { key, body: { customerId: 'victor' } })
  tokens = [key, token]
})

const accept = 'application/json, text/event-stream'
const send = (body: unknown, headers: Record<string, string> = {}, key = tokens[0]) =>
  desk.api.send('POST /api/mcp', { key, body, headers: { accept, ...headers } })
const message = (more: object = {}) => ({ jsonrpc: '2.0', id: 1, method: 'tools/list', ...more })
const calling = (name: unknown, given: unknown) => message({ method: 'tools/call', params: { name, arguments: given } })
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('whatever is sent, by whomever, nothing breaks', async () => {
  const bodies: unknown[] = [
    ...['', ' ', '{', 'null', '0', '"text"', 'true', nested(20), nested(65), nested(100_000)],
    ...[{}, [], [message()], [[message()]], [message(), message({ id: 2 })]],
    message({ jsonrpc: '1.0' }),
    message({ jsonrpc: undefined }),
    ...[null, {}, [], true, 1.5, '', 'x'.repeat(10_000)].map(id => message({ id })),
    ...[null, 1, {}, '', '__proto__', 'constructor', 'tools/../list', 'x'.repeat(100_000)].map(method =>
      message({ method }),
    ),
    ...[null, 1, 'text', [], { cursor: {} }, { _meta: 1 }, { _meta: { progressToken: {} } }].map(params =>
      message({ params }),
    ),
    ...[null, 1, {}, '__proto__', 'toString', 'nothing'].map(name => calling(name, {})),
    ...[null, 1, 'text', [], { message: 1 }, { message: 'Hello', agentId: 'x' }].map(each =>
      calling('ask_agent', each),
    ),
    calling('ask_agent', { agentId: desk.agentId, message: 'x'.repeat(10_001) }),
    calling('read_messages', { conversationId: desk.conversationId, afterSeq: -1, limit: 1e300 }),
    calling('list_conversations', { cursor: 'x'.repeat(10_000) }),
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_agents","arguments":{"__proto__":{"limit":1}}}}`,
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_knowledge","arguments":{"query":"\\u0000"}}}`,
    message({ method: 'initialize', params: { protocolVersion: {}, capabilities: 1, clientInfo: null } }),
    message({ method: 'subscriptions/listen', params: {} }),
    message({ method: 'notifications/initialized', id: undefined }),
    { jsonrpc: '2.0', id: 1, result: {} },
    { jsonrpc: '2.0', id: 1, error: { code: 1, message: 'no' } },
  ]
  for (const key of tokens)
    for (const body of bodies) {
      const answer = await send(body, {}, key)
      const said = await answer.text()
      expect(answer.status, `${JSON.stringify(body).slice(0, 200)} ${said}`).toBeLessThan(500)
      expect(said).not.toMatch(/node_modules|\.ts:\d|SELECT|prisma/i)
    }
})

test.each([
  ['a list of messages', () => [message()], 400],
  ['too deep a nesting', () => nested(65), 400],
  ['more than a mebibyte', () => JSON.stringify(message({ params: { x: 'x'.repeat(1_100_000) } })), 413],
  ['no JSON', () => '{', 400],
])('%s is refused in the words of JSON-RPC', async (_, body, status) => {
  const answer = await send(body())
  expect(answer.status).toBe(status)
  expect(await answer.json()).toEqual({
    jsonrpc: '2.0',
    id: null,
    error: { code: expect.any(Number), message: expect.stringMatching(/.{10,}/) },
  })
})

test('another content type, another protocol version and another method are refused', async () => {
  expect((await send(JSON.stringify(message()), { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await send(message(), { 'mcp-protocol-version': '1999-01-01' })).status).toBe(400)
  for (const method of ['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS']) {
    const answer = await desk.api.send(`${method} /api/mcp`, { key: tokens[0] ?? '' })
    expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'POST'])
  }
})

test('pages of other sites are refused, also where their name was made to lead here', async () => {
  const origins = [
    { origin: 'https://evil.example' },
    { origin: 'http://evil.example', host: 'evil.example' },
    { origin: 'null' },
    { origin: 'nonsense' },
  ]
  for (const key of tokens)
    for (const headers of origins)
      expect((await send(message(), headers, key)).status, JSON.stringify(headers)).toBe(403)
  expect((await send(message(), { origin: desk.world.platform.config.url })).status).toBe(200)
})

test('a key that names a site works on its pages, and so do the tokens that it gives', async () => {
  const origin = 'https://shop.example'
  const { secret } = await desk.api.ask<{ secret: string }>('POST /api-keys', {
    key: desk.world.olivia.key,
    body: { name: 'Shop', origins: [origin] },
  })
  const { token } = await desk.api.ask<CustomerToken>('POST /customer-tokens', {
    key: secret,
    body: { customerId: 'victor' },
  })
  for (const key of [secret, token]) {
    expect((await send(message(), { origin }, key)).status).toBe(200)
    expect((await send(message(), { origin: 'https://other.example' }, key)).status).toBe(403)
  }
})

test('every reply is data that nobody keeps, with the id of its request', async () => {
  for (const answer of [await send(message()), await send('{'), await desk.api.send('POST /api/mcp', { body: {} })]) {
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w.-]{8,64}$/)
  }
})
