import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { type ChatDesk, chatDesk, listen } from '@frontdesk/testing/chat-desk'
import { allEvents, readerOf, sentEvents } from '@frontdesk/testing/sent-events'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let address: string
beforeAll(async () => {
  desk = await chatDesk()
  address = await listen(desk.api)
})

const headers = (more: Record<string, string> = {}) => ({
  authorization: `Bearer ${desk.world.olivia.key}`,
  'content-type': 'application/json',
  ...more,
})

/** Sends these bytes as they are and answers with everything that came back until the connection ended. */
const raw = async (bytes: string) => {
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  let answer = ''
  socket.on('data', part => {
    answer += part.toString()
  })
  socket.on('error', () => {})
  socket.end(bytes)
  await once(socket, 'close')
  return answer
}

const stillServes = async () => expect((await fetch(`${address}/livez`)).status).toBe(200)

test('a body that never ends is refused while it is sent, in pieces of unknown number', async () => {
  const sent = request(`${address}/api/v2/agents`, {
    method: 'POST',
    headers: headers({ 'transfer-encoding': 'chunked' }),
  })
  sent.on('error', () => {})
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>
  let pieces = 0
  const more = () => {
    if (pieces++ < 400 && !sent.destroyed) sent.write(Buffer.alloc(64 * 1024, 0x20), () => setImmediate(more))
  }
  more()
  const [{ statusCode }] = await answered
  expect(statusCode).toBe(413)
  sent.destroy()
  await stillServes()
})

test.each([
  ['no HTTP at all', 'HELLO\r\n\r\n'],
  ['a length that is a word', 'POST /api/v2/agents HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n'],
  ['two lengths', 'POST /api/v2/agents HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n'],
  [
    'a length and pieces',
    'POST /api/v2/agents HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a path that is none', 'GET /api/v2/%zz%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ['no host', 'GET /api/v2/agents HTTP/1.1\r\nConnection: close\r\n\r\n'],
])('%s is answered by 4xx', async (_, bytes) => {
  expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /)
  await stillServes()
})

test('who hangs up in the middle of a body leaves nothing behind', async () => {
  const start = `POST /api/v2/agents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${desk.world.olivia.key}\r\nContent-Type: application/json\r\n`
  for (const length of ['Content-Length: 5000\r\n', 'Transfer-Encoding: chunked\r\n']) {
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`${start}${length}\r\n${length.startsWith('T') ? '10\r\n' : ''}{"name":"Half`)
    await new Promise(sent => setTimeout(sent, 30))
    socket.destroy()
  }
  await stillServes()
  const { items } = await desk.read<{ items: { name: string }[] }>('/agents')
  expect(items.map(agent => agent.name)).toEqual(['Hazel', 'Juniper'])
})

test('who closes the page in mid-answer loses nothing: the answer is finished and can be read', async () => {
  const page = new AbortController()
  const response = await fetch(`${address}/api/v2/chat`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ agentId: desk.agentId, text: 'Tell me about returns {{tokens=20 delay=15}}' }),
    signal: page.signal,
  })
  const turnId = String(response.headers.get('x-turn-id'))
  await expect(async () => {
    for await (const _ of sentEvents(response)) page.abort()
  }).rejects.toThrow()
  const resumed = await fetch(`${address}/api/v2/turns/${turnId}/stream`, { headers: headers() })
  expect(readerOf(await allEvents(resumed)).metadata).toMatchObject({ status: 'completed' })
})

test('fifty streams at once each read their own answer to the end', async () => {
  const readers = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const body = JSON.stringify({ agentId: desk.agentId, text: `{{say=This is the answer number ${n} of fifty}}` })
      return readerOf(
        await allEvents(await fetch(`${address}/api/v2/chat`, { method: 'POST', headers: headers(), body })),
      )
    }),
  )
  expect(readers.map(({ text }) => text)).toEqual(readers.map((_, n) => `This is the answer number ${n} of fifty`))
})
