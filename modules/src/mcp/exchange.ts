import { AsyncLocalStorage } from 'node:async_hooks'
import type { SafeFetch } from '@frontdesk/platform/safe-fetch'
import type { FetchLike, RequestOptions } from '@modelcontextprotocol/client'
import { McpFailure } from './failure.ts'

const mebibyte = 1024 * 1024
// A request ends by its own time limit, which is shorter.
const limits = { timeoutMs: 65_000, silenceMs: 65_000, mostBytes: 2 * mebibyte, mostUnpackedBytes: 4 * mebibyte }

type Exchange = { over: AbortSignal; broke(cause: unknown): void }
const current = new AsyncLocalStorage<Exchange>()

/**
 * One request of the protocol from its beginning to its end: afterwards no connection of it is left, and a reply that broke
 * off ends it at once. The library alone would wait for the rest until its time is over. Throws the signal's reason.
 */
export const exchange = async <T>(
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
  ask: (options: RequestOptions) => Promise<T>,
): Promise<T> => {
  const over = new AbortController()
  const broken = new AbortController()
  const signals = [broken.signal, ...(signal ? [signal] : [])]
  const options = { timeout: timeoutMs, maxTotalTimeout: timeoutMs, signal: AbortSignal.any(signals) }
  try {
    return await current.run({ over: over.signal, broke: cause => broken.abort(cause) }, () => ask(options))
  } catch (error) {
    signal?.throwIfAborted()
    throw broken.signal.aborted ? broken.signal.reason : error
  } finally {
    over.abort()
  }
}

/** The way out of a session. */
export const wayOut = (outside: SafeFetch): FetchLike => {
  const fetch = outside.fetchWithin(limits)
  return async (url, init = {}) => {
    const headers = new Headers(init.headers)
    // A stream of its own for news would be one open connection for each server and process; the list of tools is read again
    // soon enough. Only what broke off is taken up again.
    if (init.method === 'GET' && headers.get('accept')?.includes('event-stream') && !headers.has('last-event-id'))
      return new Response(null, { status: 405 })
    const asked = isRequest(init.body) ? current.getStore() : undefined
    if (!asked) return fetch(url, init)
    const signal = AbortSignal.any([asked.over, ...(init.signal ? [init.signal] : [])])
    return watched(await fetch(url, { ...init, signal }), asked)
  }
}

const isRequest = (body: unknown) =>
  typeof body === 'string' && 'id' in JSON.parse(body) && 'method' in JSON.parse(body)

/** Says when a stream of events has ended. Whoever was answered by then no longer listens. */
const watched = (response: Response, { broke }: Exchange): Response => {
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return response
  let canBeTakenUp = false
  const ended = (cause: unknown) => {
    if (!canBeTakenUp) setImmediate(broke, cause)
  }
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) {
          controller.close()
          return ended(new McpFailure('The reply of the MCP server broke off.', { mayHaveHappened: true }))
        }
        canBeTakenUp ||= /^id:/m.test(new TextDecoder().decode(value))
        controller.enqueue(value)
      } catch (error) {
        controller.error(error)
        ended(error)
      }
    },
    cancel: reason => reader.cancel(reason),
  })
  return new Response(body, response)
}
