import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { McpServer, OfferedTool } from '@frontdesk/contract/mcp-servers'
import type { McpTool, ToolEffect, ToolOutcome } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { type McpTestServer, startMcpServer } from '@frontdesk/testing/mcp-server'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'

let server: McpTestServer
let desk: ChatDesk
let added: McpServer
const tools = {} as Record<ToolEffect, McpTool>
const nothing = { type: 'object' as const, properties: {} }
const cancelled: unknown[] = []

beforeAll(async () => {
  server = await startMcpServer(
    'sessions',
    [{ name: 'do', inputSchema: nothing }],
    async ({ key }, { signal, progress }) => {
      await progress()
      if (slow) await new Promise(done => signal.addEventListener('abort', () => done(cancelled.push(key))))
      return { content: [{ type: 'text', text: 'Done' }] }
    },
  )
  desk = await chatDesk([server.host])
  added = await ask('POST /mcp-servers', { name: 'Shop', url: server.url })
  for (const effect of ['read', 'idempotent', 'once'] as const)
    tools[effect] = await ask('POST /tools', {
      kind: 'mcp',
      mcpServerId: added.id,
      tool: 'do',
      name: effect,
      effect,
      approval: 'never',
      timeoutMs: 2_000,
    })
  return () => server.close()
})
let slow = false
beforeEach(() => {
  slow = false
  server.instead = () => undefined
  server.calls.length = 0
  cancelled.length = 0
})

const ask = <T>(route: string, body?: object) =>
  desk.api.ask<T>(route, { key: desk.world.olivia.key, ...(body ? { body } : {}) })
const attempt = async (effect: ToolEffect) => {
  const from = performance.now()
  const outcome = await ask<ToolOutcome>(`POST /tools/${tools[effect].id}/try`, { arguments: {} })
  return { ...outcome, tookMs: performance.now() - from }
}
const refresh = (id = added.id) => desk.api.call(`POST /mcp-servers/${id}/refresh`, { key: desk.world.olivia.key })

/** Something else comes back for requests of this method; how often they came is counted. */
const answerTo = (method: string, answer: (id: unknown) => Response) => {
  const came = { times: 0 }
  server.instead = (_, body) => {
    const message = body === '' ? {} : JSON.parse(body)
    if (message.method !== method) return undefined
    came.times += 1
    return answer(message.id)
  }
  return came
}
const events = (text: string, more: object = {}) =>
  new Response(text, { headers: { 'content-type': 'text/event-stream' }, ...more })

test('a session is used by every call, and begun anew when the server has forgotten it; the call is made once', async () => {
  await attempt('once')
  const before = server.sessionsBegun()
  await attempt('once')
  expect(server.sessionsBegun()).toBe(before)
  server.forgetSessions()
  expect(await attempt('once')).toMatchObject({ state: 'succeeded', result: 'Done' })
  expect(server.sessionsBegun()).toBe(before + 1)
  expect(server.calls).toHaveLength(3)
})

test('a reply that breaks off is noticed at once: of what happens once nobody knows, and it is not sent again', async () => {
  for (const text of ['', ': hello\n\n', 'event: message\ndata: {"jsonrpc"']) {
    const came = answerTo('tools/call', () => events(text))
    expect(await attempt('once'), text).toMatchObject({ state: 'unknown', tookMs: expect.closeTo(0, -3.5) })
    expect(came.times).toBe(1)
    expect(await attempt('read')).toMatchObject({
      state: 'failed',
      result: { error: expect.stringContaining('broke off') },
    })
  }
})

test('a server that takes too long is waited for no longer than the tool allows, and told so', async () => {
  slow = true
  expect(await attempt('once')).toMatchObject({ state: 'unknown', tookMs: expect.closeTo(2_000, -3.5) })
  await expect.poll(() => cancelled).toHaveLength(1)
  expect(await attempt('idempotent')).toMatchObject({
    state: 'failed',
    result: { error: expect.stringContaining('in time') },
  })
  await expect.poll(() => cancelled).toHaveLength(2)
  expect(server.calls).toHaveLength(2)
})

test('when a turn is stopped, the server is told of the call that only reads', async () => {
  slow = true
  await ask(`PUT /agents/${desk.agentId}/tools`, { toolIds: [tools.read.id] })
  const response = await desk.say(`Go. {{plan=${JSON.stringify([{ calls: [{ name: 'read', arguments: {} }] }])}}}`)
  await expect.poll(() => server.calls, { timeout: 5_000 }).toHaveLength(1)
  await ask(`POST /turns/${response.headers.get('x-turn-id')}/cancel`)
  await expect.poll(() => cancelled, { timeout: 1_500 }).toEqual([server.calls[0]?.key])
})

test('what the server answers decides: refused is failed, and a gateway that gave up knows nothing', async () => {
  const ofStatus = (status: number) => answerTo('tools/call', () => new Response('Sorry', { status }))
  for (const status of [400, 401, 403, 409, 429, 500, 503]) {
    ofStatus(status)
    expect(await attempt('once'), `${status}`).toMatchObject({ state: 'failed' })
  }
  for (const status of [408, 502, 504]) {
    ofStatus(status)
    expect(await attempt('once'), `${status}`).toMatchObject({ state: 'unknown', status })
    expect(await attempt('read'), `${status}`).toMatchObject({ state: 'failed', status })
  }
  answerTo('tools/call', id =>
    Response.json({ jsonrpc: '2.0', id, error: { code: -32_602, message: 'No such order' } }),
  )
  expect(await attempt('once')).toMatchObject({
    state: 'failed',
    result: { error: expect.stringContaining('No such order') },
  })
})

test('only a session that was forgotten makes a call a second time: any other 404 is an answer', async () => {
  const alone = await startMcpServer('stateless', [{ name: 'do', inputSchema: nothing }], () => ({ content: [] }))
  onTestFinished(() => alone.close())
  const other = await chatDesk([alone.host])
  const { key } = other.world.olivia
  const { id: mcpServerId } = await other.api.ask<McpServer>('POST /mcp-servers', {
    key,
    body: { name: 'Alone', url: alone.url },
  })
  const { id } = await other.api.ask<McpTool>('POST /tools', { key, body: { kind: 'mcp', mcpServerId, tool: 'do' } })
  let times = 0
  alone.instead = (_, body) => {
    if (!body.includes('tools/call')) return undefined
    times += 1
    return new Response('Not here', { status: 404 })
  }
  const tried = await other.api.ask<ToolOutcome>(`POST /tools/${id}/try`, { key, body: { arguments: {} } })
  expect(tried).toMatchObject({ state: 'failed', status: 404 })
  expect(times).toBe(1)
})

test('when the server says that its list has changed, it is read again before the next call', async () => {
  await attempt('read')
  answerTo('tools/call', id => {
    const news = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' }
    const lines = [news, { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'Done' }] } }]
    return events(lines.map(line => `event: message\ndata: ${JSON.stringify(line)}\n\n`).join(''))
  })
  expect(await attempt('read')).toMatchObject({ state: 'succeeded' })
  const came = answerTo('tools/list', id => result(id, { tools: [] }))
  expect(await attempt('read')).toMatchObject({
    state: 'failed',
    result: { error: expect.stringContaining('no longer offers') },
  })
  expect(came.times).toBe(1)
  await refresh()
})

test('a server that asks us things in between is answered, and the call goes on', async () => {
  answerTo('tools/call', id => {
    const lines = [
      { jsonrpc: '2.0', id: 'p1', method: 'ping' },
      { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 'x', progress: 1 } },
      { jsonrpc: '2.0', id: 's1', method: 'sampling/createMessage', params: { messages: [], maxTokens: 5 } },
      { jsonrpc: '2.0', method: 'notifications/of-tomorrow' },
      { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'Done' }] } },
    ]
    return events(lines.map(line => `event: message\ndata: ${JSON.stringify(line)}\n\n`).join(''))
  })
  expect(await attempt('once')).toMatchObject({ state: 'succeeded', result: 'Done' })
})

const endless = (piece: string) => {
  const pieces = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise(next => setTimeout(next, 1))
      controller.enqueue(new TextEncoder().encode(piece))
    },
  })
  return new Response(pieces, { headers: { 'content-type': 'text/event-stream' } })
}
const result = (id: unknown, value: unknown) => Response.json({ jsonrpc: '2.0', id, result: value })

test.each<[string, (id: unknown) => Response]>([
  ['a stream without end', () => endless(`: ${'x'.repeat(60_000)}\n`)],
  ['a stream that trickles', () => endless(': x\n\n')],
  ['a reply of many megabytes', id => result(id, { content: [{ type: 'text', text: 'x'.repeat(6_000_000) }] })],
  [
    'something that is no JSON',
    () => new Response('{"jsonrpc": nope', { headers: { 'content-type': 'application/json' } }),
  ],
  ['a page', () => new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } })],
  ['nothing', () => new Response(null, { status: 204 })],
  ['somebody else’s reply', () => result('another', { content: [] })],
  ['a reply of another shape', id => result(id, { content: 'text' })],
  [
    'lists without end',
    id =>
      new Response(`{"jsonrpc":"2.0","id":${id},"result":${'['.repeat(900_000)}`, {
        headers: { 'content-type': 'application/json' },
      }),
  ],
])('%s ends as a clear failure within the time of the tool', async (_, answer) => {
  answerTo('tools/call', answer)
  const { state, result: shown, tookMs } = await attempt('read')
  expect({ state, shown }).toEqual({ state: 'failed', shown: { error: expect.stringMatching(/^The (MCP )?server/) } })
  expect(tookMs).toBeLessThan(4_000)
  expect(await attempt('once').then(outcome => outcome.state)).toBe('unknown')
  server.instead = () => undefined
  expect(await attempt('once')).toMatchObject({ state: 'succeeded' })
})

test('no redirect leads to where an organization may not go', async () => {
  let visits = 0
  const inside = createServer((_, response) => {
    visits += 1
    response.end('{}')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void inside.close())
  await new Promise(listening => inside.once('listening', listening))
  const location = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/mcp`
  for (const status of [301, 302, 303, 307, 308]) {
    answerTo('tools/call', () => new Response(null, { status, headers: { location } }))
    expect(await attempt('read'), `${status}`).toMatchObject({ state: 'failed' })
  }
  const { id } = await ask<McpServer>('POST /mcp-servers', { name: 'Inside', url: location })
  expect(await refresh(id)).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  await ask(`PATCH /mcp-servers/${id}`, { authorization: { kind: 'oauth' } })
  const signIn = await desk.api.call(`POST /mcp-servers/${id}/sign-in`, { key: desk.world.olivia.key })
  expect(signIn).toMatchObject({ status: 503 })
  expect(visits).toBe(0)
})

const described = (inputSchema: object, count = 1) =>
  answerTo('tools/list', id =>
    result(id, { tools: Array.from({ length: count }, (_, n) => ({ name: `tool ${n}`, inputSchema })) }),
  )

test('a list of ten thousand tools, and pages without end, are refused with a sentence', async () => {
  described(nothing, 10_000)
  expect(await refresh()).toMatchObject({ status: 503, body: { detail: expect.stringContaining('10000 tools') } })
  let page = 0
  const came = answerTo('tools/list', id => {
    page += 1
    return result(id, { tools: [{ name: `tool ${page}`, inputSchema: nothing }], nextCursor: `${page}` })
  })
  expect(await refresh()).toMatchObject({ status: 503 })
  expect(came.times).toBeLessThan(20)
})

test('schemas that would stall or break us are told of as a problem, and no tool is made of them', async () => {
  const levels = Array.from({ length: 40 }, (_, n) => [
    `d${n}`,
    n < 39 ? { anyOf: [{ $ref: `#/$defs/d${n + 1}` }, { $ref: `#/$defs/d${n + 1}` }] } : { type: 'string' },
  ])
  const bombs = {
    alternatives: { type: 'object', properties: { a: { $ref: '#/$defs/d0' } }, $defs: Object.fromEntries(levels) },
    huge: {
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`p${n}`, { type: 'string' }])),
    },
    nonsense: { type: 'object', properties: { a: { type: 'nonsense' } } },
    unresolved: { type: 'object', properties: { a: { $ref: 'http://127.0.0.1:9/schema' } } },
  }
  for (const [name, bomb] of Object.entries(bombs)) {
    described(bomb)
    const { status, body } = await refresh()
    expect({ name, status, items: (body as { items: OfferedTool[] }).items }).toMatchObject({
      name,
      status: 200,
      items: [{ problem: expect.stringMatching(/\w/) }],
    })
    const wanted = { kind: 'mcp', mcpServerId: added.id, tool: 'tool 0' }
    expect(await desk.api.call('POST /tools', { key: desk.world.olivia.key, body: wanted })).toMatchObject({
      status: 400,
    })
  }
  let deep: object = { type: 'object' }
  for (let level = 0; level < 4_000; level++) deep = { type: 'object', not: deep }
  described(deep)
  expect(await refresh()).toMatchObject({
    status: 503,
    body: { detail: expect.stringMatching(/too deeply|proper answer/) },
  })
})
