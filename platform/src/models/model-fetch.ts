import type { IncomingHttpHeaders } from 'node:http'
import { Agent } from 'undici'
import { StreamedAnswer } from './streamed-answer.ts'

const connectTimeoutMs = 5_000

// Half the cost of the global fetch. The retry wrapper bounds waiting, since it knows text from bytes; these only catch leaks.
const backstopMs = 180_000
const agent = new Agent({
  connect: { timeout: connectTimeoutMs },
  connections: 1_024,
  headersTimeout: backstopMs,
  bodyTimeout: backstopMs,
})

const plainHeaders = (headers: IncomingHttpHeaders): Record<string, string> => {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) plain[name] = String(value)
  return plain
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error('Aborted', { cause: reason }))

/**
 * The part of `fetch` that provider packages need. A streamed answer is not handed back but thrown, as a StreamedAnswer,
 * past the package's own reading: its seven web streams double what an answer costs, and treble it token by token.
 */
export const modelFetch: typeof globalThis.fetch = (input, init) =>
  new Promise((answered, failed) => {
    const signal = init?.signal
    if (signal?.aborted) return failed(signal.reason)
    const url = new URL(input instanceof Request ? input.url : input)
    const request = typeof init?.body === 'string' ? init.body : null
    const parts: Buffer[] = []
    let streamed: StreamedAnswer | undefined
    let response: ResponseInit = {}
    let hangUp: (reason: Error) => void = () => {}
    const onAbort = () => {
      // A connection that is still being made cannot be hung up, yet nobody should wait for it.
      failed(signal?.reason)
      hangUp(asError(signal?.reason))
    }
    signal?.addEventListener('abort', onAbort)

    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: init?.method === 'POST' ? 'POST' : 'GET',
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: request,
      },
      {
        onRequestStart(controller) {
          hangUp = reason => controller.abort(reason)
          if (signal?.aborted) onAbort()
        },
        onResponseStart(_controller, status, headers) {
          response = { status, headers: plainHeaders(headers) }
          if (status !== 200 || !request?.includes('"stream":true')) return
          streamed = new StreamedAnswer(() => hangUp(new Error('The reader has gone')))
          failed(streamed)
        },
        onResponseData(_controller, bytes) {
          if (streamed) streamed.receive(bytes)
          else parts.push(bytes)
        },
        onResponseEnd() {
          signal?.removeEventListener('abort', onAbort)
          if (streamed) streamed.end()
          else answered(new Response(Buffer.concat(parts), response))
        },
        onResponseError(_controller, error) {
          signal?.removeEventListener('abort', onAbort)
          if (streamed) streamed.fail(error)
          else failed(error)
        },
      },
    )
  })
