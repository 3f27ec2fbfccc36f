import { APICallError, JSONParseError, TypeValidationError } from '@ai-sdk/provider'
import { ModelFailure, type ModelFailureKind } from './failure.ts'

const kindOfStatus: Record<number, ModelFailureKind> = {
  400: 'bad-request',
  401: 'authentication',
  402: 'quota',
  403: 'authentication',
  404: 'not-found',
  408: 'timeout',
  409: 'overloaded',
  413: 'bad-request',
  422: 'bad-request',
  429: 'rate-limit',
  503: 'overloaded',
  529: 'overloaded',
}

const sentences: Record<ModelFailureKind, string> = {
  authentication: 'The model provider refused the API key',
  'not-found': 'The model provider does not know this model or address',
  'bad-request': 'The model provider refused the request',
  'rate-limit': 'The model provider asks for fewer requests',
  quota: 'The budget at the model provider is used up',
  overloaded: 'The model provider is overloaded',
  server: 'The model provider failed',
  network: 'The model provider could not be reached, or the connection broke',
  timeout: 'The model provider took too long',
  malformed: 'The model provider sent something that is not an answer',
  'content-filter': 'The model provider withheld the answer',
  empty: 'The model answered with nothing',
}

const spendCap = /insufficient_quota|billing|exceeded your current quota|credit balance/i

const kindOf = (status: number, said: string): ModelFailureKind => {
  if (status === 429 && spendCap.test(said)) return 'quota'
  if (status === 400 && said.includes('content_filter')) return 'content-filter'
  return kindOfStatus[status] ?? (status >= 500 ? 'server' : 'bad-request')
}

/** `Retry-After` is seconds or a date; some providers send milliseconds in a header of their own. */
export function retryAfterMs(headers: Record<string, string> | undefined, now = Date.now()): number | undefined {
  const milliseconds = Number.parseFloat(headers?.['retry-after-ms'] ?? '')
  if (milliseconds >= 0) return milliseconds
  const said = headers?.['retry-after']
  if (!said) return undefined
  const wait = /^[\d.]+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

/** One failure, in words that are safe to show; what the provider said stays in the cause. */
export const failureOf = (kind: ModelFailureKind, details: ConstructorParameters<typeof ModelFailure>[2] = {}) =>
  new ModelFailure(kind, sentences[kind], details)

function failureOfCall(error: APICallError): ModelFailure {
  const status = error.statusCode
  if (status === undefined) return failureOf('network', { cause: error })
  // A good status with a failure means that the body broke off or made no sense.
  if (status < 400) return failureOf(isMalformed(error.cause) ? 'malformed' : 'network', { cause: error, status })
  const kind = kindOf(status, `${error.message} ${error.responseBody ?? ''}`)
  return failureOf(kind, { cause: error, status, retryAfterMs: retryAfterMs(error.responseHeaders) })
}

const isMalformed = (error: unknown): boolean =>
  JSONParseError.isInstance(error) || TypeValidationError.isInstance(error)

/** Whatever a provider package or the network threw, as the failure it is. */
export function asModelFailure(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error
  if (APICallError.isInstance(error)) return failureOfCall(error)
  if (isMalformed(error)) return failureOf('malformed', { cause: error })
  return failureOf('network', { cause: error })
}

/** An error event that arrived after a 200, in the provider's own shape. */
export function failureOfEvent(event: unknown): ModelFailure {
  if (event instanceof Error) return asModelFailure(event)
  const said = JSON.stringify(event) ?? ''
  if (spendCap.test(said)) return failureOf('quota', { cause: event })
  if (said.includes('rate_limit')) return failureOf('rate-limit', { cause: event })
  if (said.includes('overload')) return failureOf('overloaded', { cause: event })
  return failureOf('server', { cause: event })
}
