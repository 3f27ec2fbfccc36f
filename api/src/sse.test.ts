import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type EventSink, eventStream, writeEvents } from './sse.ts'

const open = () => {
  let opened: { sink: EventSink; signal: AbortSignal } | undefined
  const response = eventStream({ 'x-turn-id': '1' }, (sink, signal) => {
    opened = { sink, signal }
  })
  if (!opened || !response.body) throw new Error('The stream did not start')
  return { ...opened, response, reader: response.body.getReader() }
}
const textOf = ({ value }: { value?: Uint8Array | undefined }) => Buffer.from(value ?? []).toString()

test('what is sent in one go leaves in one piece, and no proxy may hold it back', async () => {
  const { sink, reader, response } = open()
  for (const word of ['a', 'b', 'c']) sink.send(`data: ${word}\n\n`)
  expect(textOf(await reader.read())).toBe('data: a\n\ndata: b\n\ndata: c\n\n')
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('cache-control')).toContain('no-transform')
  expect(response.headers.get('x-turn-id')).toBe('1')
  sink.close()
})

test('what was sent before the end arrives before it, and nothing after it', async () => {
  const { sink, signal, reader } = open()
  sink.send('data: last\n\n')
  sink.close()
  sink.send('data: too late\n\n')
  sink.close()
  expect(signal.aborted).toBe(true)
  expect(textOf(await reader.read())).toBe('data: last\n\n')
  expect((await reader.read()).done).toBe(true)
})

test('a reader who goes is noticed at once', async () => {
  const { sink, signal, reader } = open()
  sink.send('data: a\n\n')
  await reader.read()
  await reader.cancel()
  expect(signal.aborted).toBe(true)
  sink.send('data: b\n\n')
})

test('a reader who never reads is cut off before much has piled up', async () => {
  const { sink, signal } = open()
  let sent = 0
  while (!signal.aborted && sent < 100) {
    sink.send(`data: ${'x'.repeat(64 * 1024)}\n\n`)
    sent += 1
    await Promise.resolve()
  }
  expect(sent).toBeGreaterThan(15)
  expect(sent).toBeLessThan(25)
})

test('a stream on which nothing happens says now and then that it is there', async () => {
  vi.useFakeTimers()
  const { sink, reader } = open()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(textOf(await reader.read())).toBe(': still here\n\n')
  sink.close()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** The stream as a Node host serves it: past the web stream, into the response itself. */
const serveDirectly = async (start: Parameters<typeof eventStream>[1]) => {
  const host = createServer((_, to) => expect(writeEvents(eventStream({ 'x-turn-id': '1' }, start), to)).toBe(true))
  await new Promise<void>(resolve => host.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void host.closeAllConnections())
  onTestFinished(() => void host.close())
  return `http://127.0.0.1:${(host.address() as AddressInfo).port}`
}

test('a Node host writes the same, with the same headers, to its end', async () => {
  const url = await serveDirectly(sink => {
    sink.send('data: at once\n\n')
    setTimeout(() => sink.send('data: grüße 👋\n\n'), 10)
    setTimeout(() => sink.close(), 20)
  })
  const response = await fetch(url)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('x-turn-id')).toBe('1')
  expect(await response.text()).toBe('data: at once\n\ndata: grüße 👋\n\n')
})

test('a Node host notices a reader who goes', async () => {
  const gone = Promise.withResolvers<void>()
  const url = await serveDirectly((sink, signal) => {
    signal.addEventListener('abort', () => gone.resolve())
    sink.send('data: a\n\n')
  })
  const response = await fetch(url)
  await response.body?.cancel()
  await gone.promise
})

test('a reader who went before the reply was made costs nothing more', async () => {
  const left = Promise.withResolvers<boolean>()
  const host = createServer((_, to) => {
    to.on('close', () => {
      writeEvents(
        eventStream({}, (sink, signal) => {
          signal.addEventListener('abort', () => left.resolve(true))
          sink.send('data: a\n\n')
        }),
        to,
      )
    })
  })
  await new Promise<void>(resolve => host.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void host.close())
  const hasty = AbortSignal.timeout(50)
  const { port } = host.address() as AddressInfo
  await expect(fetch(`http://127.0.0.1:${port}`, { signal: hasty })).rejects.toThrow()
  expect(await left.promise).toBe(true)
})

test('a Node host cuts off a reader who never reads', async () => {
  let sent = 0
  const cut = Promise.withResolvers<void>()
  const url = await serveDirectly((sink, signal) => {
    const more = setInterval(() => {
      sink.send(`data: ${'x'.repeat(256 * 1024)}\n\n`)
      sent += 1
    }, 1)
    signal.addEventListener('abort', () => {
      clearInterval(more)
      cut.resolve()
    })
  })
  const response = await fetch(url)
  await cut.promise
  // What the sockets' own buffers take comes on top of the mebibyte.
  expect(sent).toBeLessThan(100)
  await response.body?.cancel().catch(() => {})
})

test('words of every script arrive whole, on a connection that then serves the next request, asked for ahead of time', async () => {
  const words = ['Grüße', '日本語', '👩🏽‍🚀', 'plain']
  const url = await serveDirectly(async sink => {
    for (const word of words) {
      sink.send(`data: ${word}\n\n`)
      await new Promise(setImmediate)
    }
    sink.close()
  })
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let heard = ''
  const both = new Promise<void>(done =>
    socket.setEncoding('utf8').on('data', part => {
      heard += part
      if (heard.split('\r\n0\r\n\r\n').length === 3) done()
    }),
  )
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2))
  await both
  const bodies = heard.split('HTTP/1.1 200 OK').slice(1)
  expect(bodies.map(body => [...body.matchAll(/data: (.*)/g)].map(([, word]) => word))).toEqual([words, words])
  const told = await (await fetch(url)).text()
  expect(told).toBe(words.map(word => `data: ${word}\n\n`).join(''))
})

test('any other reply is left to the host', () => {
  const response = Response.json({})
  expect(writeEvents(response, undefined as never)).toBe(false)
})
