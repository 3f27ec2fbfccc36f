import { createApp } from '@frontdesk/api/app'
import type { Platform } from '@frontdesk/platform/platform'
import { type CheckedAnswer, checkAnswer } from './api-answer.ts'

export type Sent = {
  /** The secret of an API key; nobody asks when absent. */
  key?: string | undefined
  /** Sent as JSON, except for text, bytes, forms and streams, which go out as they are. */
  body?: unknown
  headers?: Record<string, string>
}

/** The API of a platform without a port. Whatever it answers is held against the contract before a test sees it. */
export const apiOf = (platform: Platform) => {
  const app = createApp(platform)
  const send = async (route: string, sent: Sent = {}): Promise<Response> => app.fetch(requestOf(route, sent))
  const call = async (route: string, sent: Sent = {}): Promise<CheckedAnswer> =>
    checkAnswer(route, await send(route, sent))
  return {
    app,
    /** The reply as it comes, for streams. */
    send,
    /** `call('POST /agents', { key, body })`. */
    call,
    /** For what has to work: the body alone. */
    ask: async <T>(route: string, sent: Sent = {}): Promise<T> => {
      const { status, body } = await call(route, sent)
      if (status >= 400) throw new Error(`${route} answered ${status}: ${JSON.stringify(body)}`)
      return body as T
    },
  }
}
export type Api = ReturnType<typeof apiOf>

const requestOf = (route: string, { key, body, headers: given = {} }: Sent): Request => {
  const [method = 'GET', path = '/'] = route.split(' ')
  const headers = new Headers(given)
  if (key) headers.set('authorization', `Bearer ${key}`)
  const isRaw =
    typeof body === 'string' ||
    body instanceof Uint8Array ||
    body instanceof FormData ||
    body instanceof ReadableStream ||
    body === undefined
  if (!(body === undefined || body instanceof FormData || headers.has('content-type')))
    headers.set('content-type', 'application/json')
  const init: RequestInit & { duplex?: 'half' } = { method, headers }
  if (body !== undefined) init.body = isRaw ? (body as BodyInit) : JSON.stringify(body)
  if (body instanceof ReadableStream) init.duplex = 'half'
  return new Request(`http://localhost:3000${path.startsWith('/api/') ? '' : '/api/v2'}${path}`, init)
}
