import type { ServerResponse } from 'node:http'
import { dataHeaders } from './reply-headers.ts'

const encoder = new TextEncoder()
const mostWaitingBytes = 1024 * 1024
const pingEveryMs = 15_000
// One for all: an abort without a reason makes an exception with its stack, each time.
const clientLeft = new Error('The client has left')

/** Where a stream of events is written to. `close` may come at any time; what is sent after it disappears. */
export type EventSink = { send(event: string): void; close(): void }

/** Where the text of a stream goes: `write` returns how many bytes of it nobody has taken yet. */
type Outlet = { write(text: string): number; end(): void }

/**
 * A `text/event-stream` reply. What is sent in one go leaves in one piece; a reader that lets a mebibyte pile up is
 * cut off, and can come back with Last-Event-ID.
 */
export const eventStream = (
  headers: Record<string, string>,
  start: (sink: EventSink, signal: AbortSignal) => void,
): Response => {
  const stream = new EventStream(start)
  const body = new ReadableStream<Uint8Array>(
    {
      pull: controller => stream.openTo(outletOf(controller)),
      cancel: () => stream.close(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  )
  const response = new Response(body, {
    headers: {
      ...dataHeaders,
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      ...headers,
    },
  })
  streams.set(response, stream)
  return response
}

const streams = new WeakMap<Response, EventStream>()

/**
 * Writes a reply of events to Node's own response, past the web stream in between, which would cost as much again per
 * token as everything before it. Returns false for any other reply, which is then still to be written.
 */
export const writeEvents = (response: Response, to: ServerResponse): boolean => {
  const stream = streams.get(response)
  if (!stream) return false
  to.writeHead(response.status, Object.fromEntries(response.headers))
  for (const end of ['close', 'error']) to.on(end, () => stream.close())
  // Whoever went before the reply was made is not told of again.
  if (to.destroyed) stream.close()
  // What has been sent already leaves with the headers.
  to.socket?.cork()
  to.flushHeaders()
  stream.openTo({
    write: text => (to.destroyed || writePiece(to, text) ? 0 : to.writableLength),
    // Whoever is cut off does not get what has piled up: nobody knows whether they ever read again.
    end: () => (to.writableLength > mostWaitingBytes ? to.destroy() : to.end()),
  })
  to.socket?.uncork()
  return true
}

/** A piece of a chunked body in one write: Node's own framing makes four of it, with a turn of the event loop between. */
const writePiece = (to: ServerResponse, text: string): boolean =>
  to.socket && to.chunkedEncoding
    ? to.socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
    : to.write(text)

const outletOf = (controller: ReadableStreamDefaultController<Uint8Array>): Outlet => ({
  write(text) {
    controller.enqueue(encoder.encode(text))
    return -(controller.desiredSize ?? 0)
  },
  end() {
    try {
      controller.close()
    } catch {
      // The reader went first.
    }
  },
})

class EventStream implements EventSink {
  #waiting = ''
  #isFlushDue = false
  #isClosed = false
  #outlet: Outlet | undefined
  readonly #gone = new AbortController()
  readonly #ping = setInterval(() => this.send(': still here\n\n'), pingEveryMs)

  constructor(start: (sink: EventSink, signal: AbortSignal) => void) {
    start(this, this.#gone.signal)
  }

  /** From here on everything goes there; the first outlet stays. */
  openTo(outlet: Outlet): void {
    if (this.#outlet) return
    this.#outlet = outlet
    this.#flush()
    if (this.#isClosed) outlet.end()
  }

  send(event: string): void {
    if (this.#isClosed) return
    this.#waiting += event
    if (!this.#outlet && this.#waiting.length > mostWaitingBytes) this.close()
    else if (!this.#isFlushDue) {
      this.#isFlushDue = true
      queueMicrotask(() => this.#flush())
    }
  }

  close(): void {
    if (this.#isClosed) return
    this.#flush()
    this.#isClosed = true
    clearInterval(this.#ping)
    this.#gone.abort(clientLeft)
    this.#outlet?.end()
  }

  #flush(): void {
    this.#isFlushDue = false
    if (this.#waiting === '' || !this.#outlet) return
    const text = this.#waiting
    this.#waiting = ''
    if (this.#outlet.write(text) > mostWaitingBytes) this.close()
  }
}
