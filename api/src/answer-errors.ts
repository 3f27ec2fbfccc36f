import { type ErrorCode, errorCodes, type Problem } from '@frontdesk/contract/errors'
import { DomainError } from '@frontdesk/modules/errors'
import type { Log } from '@frontdesk/platform/log'
import { SignInFailure } from '@frontdesk/platform/sign-in/port'
import { z } from 'zod'
import { dataHeaders, type ReplyHeaders } from './reply-headers.ts'

/** Any error as problem+json. What is not one of ours says nothing about itself, and goes to the log whole. */
export const answerError = (error: unknown, about: ReplyHeaders, log: Log): Response => {
  const requestId = about['x-request-id']
  const { code, message, fields, retryAfterMs } = sayable(error, about, log)
  const { status, title } = errorCodes[code]
  const problem: Problem = {
    type: `https://frontdesk.example/problems/${code}`,
    title,
    status,
    detail: message,
    code,
    requestId,
    ...(fields.length > 0 ? { errors: fields } : {}),
  }
  const headers = new Headers({ ...dataHeaders, ...about, 'content-type': 'application/problem+json' })
  if (retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1_000)))
  return new Response(JSON.stringify(problem), { status, headers })
}

export type Sayable = Pick<DomainError, 'code' | 'message' | 'fields' | 'retryAfterMs'>

/** What a caller may be told of an error, in whatever form their protocol has for it. */
export const sayable = (error: unknown, about: ReplyHeaders, log: Log): Sayable => {
  const requestId = about['x-request-id']
  const known = toDomainError(error)
  if (!known) log.error('A request failed', { error, requestId })
  if (error instanceof SignInFailure) log.warn('The sign-in service did not do its part', { error, requestId })
  return known ?? broken
}

const broken: Sayable = {
  code: 'internal',
  message: 'Something broke on our side. Try again; if it stays, give the request id to whoever runs this server.',
  fields: [],
  retryAfterMs: undefined,
}

const toDomainError = (error: unknown): Sayable | undefined => {
  if (error instanceof DomainError) return error
  if (error instanceof z.ZodError) return fromSchema(error)
  if (error instanceof SignInFailure) return { ...signInFailures[error.kind], fields: [] }
  if (isConnectionFault(error))
    return {
      code: 'unavailable',
      message: 'The database cannot be reached right now. Try again in a moment.',
      fields: [],
      retryAfterMs: 2_000,
    }
  return undefined
}

const signInFailures: Record<SignInFailure['kind'], Omit<Sayable, 'fields'>> = {
  away: {
    code: 'unavailable',
    message: 'The service that knows people cannot be reached right now. Try again in a moment.',
    retryAfterMs: 5_000,
  },
  unconfirmed: {
    code: 'conflict',
    message: 'Confirm your address first: open the link that was mailed to you, then try again with the same password.',
    retryAfterMs: undefined,
  },
  'refused-password': {
    code: 'invalid',
    message: 'The service that keeps passwords takes none that is as easy to guess, or as long. Choose another one.',
    retryAfterMs: undefined,
  },
  closed: {
    code: 'conflict',
    message: 'The service that knows people takes no new accounts. Ask whoever runs this server.',
    retryAfterMs: undefined,
  },
}

const fromSchema = (error: z.ZodError): Sayable => {
  const fields = error.issues.flatMap(issue => {
    const at = issue.path.map(part => `/${String(part)}`).join('')
    if (issue.code !== 'unrecognized_keys') return [{ pointer: at || '/', message: asSentence(issue.message) }]
    return issue.keys.map(key => ({ pointer: `${at}/${key}`, message: 'This field is not known here. Leave it out.' }))
  })
  const [first] = fields
  const message = first ? `${first.pointer}: ${first.message}` : 'The request does not have the expected form.'
  return { code: 'invalid', message, fields, retryAfterMs: undefined }
}

const asSentence = (message: string) => (/[.!?…]$/.test(message) ? message : `${message}.`)

const faults = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0\d|53300|08\w{3}|40001|40P01)$/
const faultMessages =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|P1001|P2024|P2028/

const isConnectionFault = (error: unknown) =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && (faults.test(error.code) || faultMessages.test(error.code))) ||
    faultMessages.test(error.message))

/** For what the framework itself answers. */
export const problem = (code: ErrorCode, message: string, about: ReplyHeaders, log: Log) =>
  answerError(new DomainError(code, message), about, log)
