import { type ErrorCode, errorCodes } from '@frontdesk/contract/errors'
import { DomainError } from '@frontdesk/modules/errors'
import type { Log } from '@frontdesk/platform/log'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { z } from 'zod'
import { announceRefusal } from '../announce-refusal.ts'
import { sayable } from '../answer-errors.ts'
import { answerPreflight } from '../cross-origin.ts'
import { readBody } from '../read-body.ts'
import { dataHeaders, type ReplyHeaders } from '../reply-headers.ts'
import { addressOf, startReply } from '../serve.ts'
import { type Caller, callerOf } from './caller.ts'

const path = '/api/mcp'

/** The MCP server: Streamable HTTP without sessions, so every request is let in by itself, by whichever process. */
export const serveMcp = (app: Hono, platform: Platform) => {
  app.options(path, async (c, next) => answerPreflight(c, ['POST']) ?? next())
  app.all(path, async c => {
    const request = c.req.raw
    const headers = startReply(request)
    let caller: Caller | undefined
    try {
      if (request.method !== 'POST') throw new DomainError('method-not-allowed', 'Only POST is taken here.')
      caller = await callerOf(platform, request, addressOf(platform, c), headers)
      const parsedBody = await readBody(request, { body: z.unknown() })
      if (Array.isArray(parsedBody)) throw new DomainError('invalid', 'Send one message in each request, not a list.')
      // It takes a third of a second to load, and many servers are never asked.
      const { answerMessage } = await import('./server.ts')
      return withHeaders(await answerMessage(caller, request, parsedBody), headers)
    } catch (error) {
      if (caller) announceRefusal(caller.ctx, request, error, { method: 'POST', path })
      return refusal(error, headers, platform.log)
    }
  })
}

/** What the SDK answers, with what every reply of ours says. */
const withHeaders = (response: Response, about: ReplyHeaders): Response => {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries({ ...dataHeaders, ...about })) headers.set(name, value)
  return new Response(response.body, { status: response.status, headers })
}

const rpcCodes: Partial<Record<ErrorCode, number>> = { 'malformed-json': -32_700, invalid: -32_600, internal: -32_603 }

/** What is refused before anybody looked at the message itself. */
const refusal = (error: unknown, about: ReplyHeaders, log: Log): Response => {
  const { code, message, retryAfterMs } = sayable(error, about, log)
  const headers = new Headers({ ...dataHeaders, ...about, 'content-type': 'application/json' })
  if (code === 'unauthenticated') headers.set('www-authenticate', 'Bearer realm="Frontdesk"')
  if (code === 'method-not-allowed') headers.set('allow', 'POST')
  if (retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1_000)))
  const body = { jsonrpc: '2.0', id: null, error: { code: rpcCodes[code] ?? -32_000, message } }
  return new Response(JSON.stringify(body), { status: errorCodes[code].status, headers })
}
