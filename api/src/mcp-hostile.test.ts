import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { McpOffer, McpServer } from '@frontdesk/contract/mcp-servers'
import { type McpDesk, mcpDesk, mcpResult } from '@frontdesk/testing/mcp-desk'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'

let at: McpDesk
beforeAll(async () => {
  at = await mcpDesk()
  return () => at.server.close()
})
beforeEach(() => at.forgive())

const nothing = { type: 'object', properties: {} }

const endless = (piece: string) => {
  const pieces = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise(next => setTimeout(next, 1))
      controller.enqueue(new TextEncoder().encode(piece))
    },
  })
  return new Response(pieces, { headers: { 'content-type': 'text/event-stream' } })
}

test.each<[string, (id: unknown) => Response]>([
  ['a stream without end', () => endless(`: ${'x'.repeat(60_000)}\n`)],
  ['a stream that trickles', () => endless(': x\n\n')],
  ['a reply of many megabytes', id => mcpResult(id, { content: [{ type: 'text', text: 'x'.repeat(6_000_000) }] })],
  [
    'something that is no JSON',
    () => new Response('{"jsonrpc": nope', { headers: { 'content-type': 'application/json' } }),
  ],
  ['a page', () => new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } })],
  ['nothing', () => new Response(null, { status: 204 })],
  ['somebody else’s reply', () => mcpResult('another', { content: [] })],
  ['a reply of another shape', id => mcpResult(id, { content: 'text' })],
  [
    'lists without end',
    id =>
      new Response(`{"jsonrpc":"2.0","id":${id},"result":${'['.repeat(900_000)}`, {
        headers: { 'content-type': 'application/json' },
      }),
  ],
])('%s ends as a clear failure within the time of the tool', async (_, answer) => {
  at.answerTo('tools/call', answer)
  const { state, result: shown, tookMs } = await at.attempt('read')
  expect({ state, shown }).toEqual({ state: 'failed', shown: { error: expect.stringMatching(/^The (MCP )?server/) } })
  expect(tookMs).toBeLessThan(4_000)
  expect(await at.attempt('once').then(outcome => outcome.state)).toBe('unknown')
  at.forgive()
  expect(await at.attempt('once')).toMatchObject({ state: 'succeeded' })
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
    at.answerTo('tools/call', () => new Response(null, { status, headers: { location } }))
    expect(await at.attempt('read'), `${status}`).toMatchObject({ state: 'failed' })
  }
  const { id } = await at.ask<McpServer>('POST /mcp-servers', { name: 'Inside', url: location })
  expect(await at.refresh(id)).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  await at.ask(`PATCH /mcp-servers/${id}`, { authorization: { kind: 'oauth' } })
  const signIn = await at.desk.api.call(`POST /mcp-servers/${id}/sign-in`, { key: at.desk.world.olivia.key })
  expect(signIn).toMatchObject({ status: 503 })
  expect(visits).toBe(0)
})

const described = (inputSchema: object, count = 1) =>
  at.answerTo('tools/list', id =>
    mcpResult(id, { tools: Array.from({ length: count }, (_, n) => ({ name: `tool ${n}`, inputSchema })) }),
  )

test('a list of ten thousand tools, and pages without end, are refused with a sentence', async () => {
  described(nothing, 10_000)
  expect(await at.refresh()).toMatchObject({ status: 503, body: { detail: expect.stringContaining('10000 tools') } })
  let page = 0
  const came = at.answerTo('tools/list', id => {
    page += 1
    return mcpResult(id, { tools: [{ name: `tool ${page}`, inputSchema: nothing }], nextCursor: `${page}` })
  })
  expect(await at.refresh()).toMatchObject({ status: 503 })
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
    const { status, body } = await at.refresh()
    expect({ name, status, items: (body as { items: McpOffer[] }).items }).toMatchObject({
      name,
      status: 200,
      items: [{ problem: expect.stringMatching(/\w/) }],
    })
    const wanted = { kind: 'mcp', mcpServerId: at.added.id, tool: 'tool 0' }
    expect(await at.desk.api.call('POST /tools', { key: at.desk.world.olivia.key, body: wanted })).toMatchObject({
      status: 400,
    })
  }
  let deep: object = { type: 'object' }
  for (let level = 0; level < 4_000; level++) deep = { type: 'object', not: deep }
  described(deep)
  expect(await at.refresh()).toMatchObject({
    status: 503,
    body: { detail: expect.stringMatching(/too deeply|proper answer/) },
  })
})
