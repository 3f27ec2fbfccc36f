export type ModelFailureKind =
  | 'authentication'
  | 'not-found'
  | 'bad-request'
  | 'rate-limit'
  | 'quota'
  | 'overloaded'
  | 'server'
  | 'network'
  | 'timeout'
  | 'malformed'
  | 'content-filter'
  | 'empty'

const worthRetrying: Record<ModelFailureKind, boolean> = {
  authentication: false,
  'not-found': false,
  'bad-request': false,
  'rate-limit': true,
  quota: false,
  overloaded: true,
  server: true,
  network: true,
  timeout: true,
  malformed: true,
  'content-filter': false,
  empty: true,
}

/** A model that did not answer. The message is safe for operators, never holds keys or prompts; the cause is for the log. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure'
  readonly kind: ModelFailureKind
  readonly retryable: boolean
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    kind: ModelFailureKind,
    message: string,
    details: { cause?: unknown; status?: number | undefined; retryAfterMs?: number | undefined } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause })
    this.kind = kind
    this.retryable = worthRetrying[kind]
    this.status = details.status
    this.retryAfterMs = details.retryAfterMs
  }
}
