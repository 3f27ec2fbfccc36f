const encoder = new TextEncoder()
const mostWaitingBytes = 1024 * 1024
const pingEveryMs = 15_000
// One for all: an abort without a reason makes an exception with its stack, each time.
const clientLeft = new Error('The client has left')

/** Where a stream of events is written to. `close` may come at any time; what is sent after it disappears. */
export type EventSink = { send(event: string): void; close(): void }

/**
 * A `text/event-stream` reply. What is sent in one go leaves in one piece; a reader that lets a mebibyte pile up is
 * cut off, and can come back with Last-Event-ID.
 */
export const eventStream = (
  headers: Record<string, string>,
  start: (sink: EventSink, signal: AbortSignal) => void,
): Response => {
  const gone = new AbortController()
  let close = () => {}
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let waiting = ''
        let closed = false
        const flush = () => {
          if (waiting === '' || closed) return
          controller.enqueue(encoder.encode(waiting))
          waiting = ''
          if ((controller.desiredSize ?? 0) < -mostWaitingBytes) close()
        }
        const ping = setInterval(() => sink.send(': still here\n\n'), pingEveryMs)
        const sink: EventSink = {
          send(event) {
            if (waiting === '') queueMicrotask(flush)
            waiting += event
          },
          close: () => close(),
        }
        close = () => {
          if (closed) return
          flush()
          closed = true
          clearInterval(ping)
          gone.abort(clientLeft)
          try {
            controller.close()
          } catch {
            // The reader went first.
          }
        }
        start(sink, gone.signal)
      },
      cancel: () => close(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  )
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      ...headers,
    },
  })
}
