import { type ErrorCode, errorCodes } from '@frontdesk/contract/errors'
import type { Log } from '@frontdesk/platform/log'
import { type Sayable, sayable } from '../answer-errors.ts'
import { dataHeaders, type ReplyHeaders } from '../reply-headers.ts'

export type OpenAiError = { message: string; type: string; param: string | null; code: string }

/** Any error in the shape that OpenAI's clients read. */
export const answerOpenAiError = (error: unknown, about: ReplyHeaders, log: Log): Response => {
  const said = sayable(error, about, log)
  const headers = new Headers({ ...dataHeaders, ...about, 'content-type': 'application/json' })
  if (said.retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(said.retryAfterMs / 1_000)))
  // The question has been kept; clients that ask again by themselves would ask it twice.
  if (about['x-turn-id']) headers.set('x-should-retry', 'false')
  const { status } = errorCodes[said.code]
  return new Response(JSON.stringify({ error: openAiError(said) }), { status, headers })
}

export const openAiError = ({ code, message, fields: [field] }: Sayable): OpenAiError => ({
  message,
  type: typeOf(code),
  param: field ? parameterAt(field.pointer) : null,
  code: code === 'not-found' && field?.pointer === '/model' ? 'model_not_found' : (names[code] ?? snake(code)),
})

const names: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'invalid_api_key',
  forbidden: 'insufficient_permissions',
  'limit-reached': 'rate_limit_exceeded',
}

const typeOf = (code: ErrorCode) => {
  if (code === 'limit-reached') return 'rate_limit_error'
  if (code === 'forbidden') return 'permission_error'
  return errorCodes[code].status >= 500 ? 'server_error' : 'invalid_request_error'
}

const snake = (code: string) => code.replaceAll('-', '_')

/** `/messages/0/role` is `messages[0].role`. */
const parameterAt = (pointer: string) =>
  pointer
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.')
