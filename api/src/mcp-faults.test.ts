import type { McpServer } from '@frontdesk/contract/mcp-servers'
import type { McpTool, ToolOutcome } from '@frontdesk/contract/tools'
import { chatDesk } from '@frontdesk/testing/chat-desk'
import { type McpDesk, mcpDesk, mcpEvents, mcpResult } from '@frontdesk/testing/mcp-desk'
import { startMcpServer } from '@frontdesk/testing/mcp-server'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'

let at: McpDesk
beforeAll(async () => {
  at = await mcpDesk()
  return () => at.server.close()
})
beforeEach(() => at.forgive())

test('a session is used by every call, and begun anew when the server has forgotten it; the call is made once', async () => {
  await at.attempt('once')
  const before = at.server.sessionsBegun()
  await at.attempt('once')
  expect(at.server.sessionsBegun()).toBe(before)
  at.server.forgetSessions()
  expect(await at.attempt('once')).toMatchObject({ state: 'succeeded', result: 'Done' })
  expect(at.server.sessionsBegun()).toBe(before + 1)
  expect(at.server.calls).toHaveLength(3)
})

test('a reply that breaks off is noticed at once: of what happens once nobody knows, and it is not sent again', async () => {
  for (const text of ['', ': hello\n\n', 'event: message\ndata: {"jsonrpc"']) {
    const came = at.answerTo('tools/call', () => mcpEvents(text))
    expect(await at.attempt('once'), text).toMatchObject({ state: 'unknown', tookMs: expect.closeTo(0, -3.5) })
    expect(came.times).toBe(1)
    expect(await at.attempt('read')).toMatchObject({
      state: 'failed',
      result: { error: expect.stringContaining('broke off') },
    })
  }
})

test('a server that takes too long is waited for no longer than the tool allows, and told so', async () => {
  at.isSlow = true
  expect(await at.attempt('once')).toMatchObject({ state: 'unknown', tookMs: expect.closeTo(2_000, -3.5) })
  await expect.poll(() => at.cancelled).toHaveLength(1)
  expect(await at.attempt('idempotent')).toMatchObject({
    state: 'failed',
    result: { error: expect.stringContaining('in time') },
  })
  await expect.poll(() => at.cancelled).toHaveLength(2)
  expect(at.server.calls).toHaveLength(2)
})

test('when a turn is stopped, the server is told of the call that only reads', async () => {
  at.isSlow = true
  await at.ask(`PUT /agents/${at.desk.agentId}/tools`, { toolIds: [at.tools.read.id] })
  const response = await at.desk.say(`Go. {{plan=${JSON.stringify([{ calls: [{ name: 'read', arguments: {} }] }])}}}`)
  await expect.poll(() => at.server.calls, { timeout: 5_000 }).toHaveLength(1)
  await at.ask(`POST /turns/${response.headers.get('x-turn-id')}/cancel`)
  await expect.poll(() => at.cancelled, { timeout: 1_500 }).toEqual([at.server.calls[0]?.key])
})

test('what the server answers decides: refused is failed, and a gateway that gave up knows nothing', async () => {
  const ofStatus = (status: number) => at.answerTo('tools/call', () => new Response('Sorry', { status }))
  for (const status of [400, 401, 403, 409, 429, 500, 503]) {
    ofStatus(status)
    expect(await at.attempt('once'), `${status}`).toMatchObject({ state: 'failed' })
  }
  for (const status of [408, 502, 504]) {
    ofStatus(status)
    expect(await at.attempt('once'), `${status}`).toMatchObject({ state: 'unknown', status })
    expect(await at.attempt('read'), `${status}`).toMatchObject({ state: 'failed', status })
  }
  at.answerTo('tools/call', id =>
    Response.json({ jsonrpc: '2.0', id, error: { code: -32_602, message: 'No such order' } }),
  )
  expect(await at.attempt('once')).toMatchObject({
    state: 'failed',
    result: { error: expect.stringContaining('No such order') },
  })
})

test('only a session that was forgotten makes a call a second time: any other 404 is an answer', async () => {
  const alone = await startMcpServer(
    'stateless',
    [{ name: 'do', inputSchema: { type: 'object', properties: {} } }],
    () => ({ content: [] }),
  )
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
  await at.attempt('read')
  at.answerTo('tools/call', id => {
    const news = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' }
    const lines = [news, { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'Done' }] } }]
    return mcpEvents(lines.map(line => `event: message\ndata: ${JSON.stringify(line)}\n\n`).join(''))
  })
  expect(await at.attempt('read')).toMatchObject({ state: 'succeeded' })
  const came = at.answerTo('tools/list', id => mcpResult(id, { tools: [] }))
  expect(await at.attempt('read')).toMatchObject({
    state: 'failed',
    result: { error: expect.stringContaining('no longer offers') },
  })
  expect(came.times).toBe(1)
  at.forgive()
  await at.refresh()
})

test('a server that asks us things in between is answered, and the call goes on', async () => {
  at.answerTo('tools/call', id => {
    const lines = [
      { jsonrpc: '2.0', id: 'p1', method: 'ping' },
      { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 'x', progress: 1 } },
      { jsonrpc: '2.0', id: 's1', method: 'sampling/createMessage', params: { messages: [], maxTokens: 5 } },
      { jsonrpc: '2.0', method: 'notifications/of-tomorrow' },
      { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'Done' }] } },
    ]
    return mcpEvents(lines.map(line => `event: message\ndata: ${JSON.stringify(line)}\n\n`).join(''))
  })
  expect(await at.attempt('once')).toMatchObject({ state: 'succeeded', result: 'Done' })
})
