import type { ErrorCode } from '@frontdesk/contract/errors'

type Options = { cause?: unknown; retryAfterMs?: number; fields?: { pointer: string; message: string }[] }

/** What a caller can be told: a code for programs, a sentence for people. The cause is for the log alone. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly retryAfterMs: number | undefined
  readonly fields: { pointer: string; message: string }[]
  constructor(code: ErrorCode, message: string, { cause, retryAfterMs, fields = [] }: Options = {}) {
    super(message, cause === undefined ? {} : { cause })
    this.name = new.target.name
    this.code = code
    this.retryAfterMs = retryAfterMs
    this.fields = fields
  }
}

/** It does not exist, or it is not theirs to know that it does. */
export class NotFound extends DomainError {
  constructor(what: string) {
    super('not-found', `There is no such ${what}. Check the id; it may have been deleted.`)
  }
}

export class Unauthenticated extends DomainError {
  constructor(message = 'Sign in, or send an API key as `Authorization: Bearer …`.') {
    super('unauthenticated', message)
  }
}

export class Forbidden extends DomainError {
  constructor(permission: string) {
    super('forbidden', `This needs the permission ${permission}. Ask an owner of the organization for it.`)
  }
}

export class Conflict extends DomainError {
  constructor(message: string, options: Options = {}) {
    super('conflict', message, options)
  }
}

export class Invalid extends DomainError {
  constructor(message: string, fields: { pointer: string; message: string }[] = [], code: ErrorCode = 'invalid') {
    super(code, message, { fields })
  }
}

export class LimitReached extends DomainError {
  constructor(message: string, retryAfterMs: number) {
    super('limit-reached', message, { retryAfterMs })
  }
}

export class Unavailable extends DomainError {
  constructor(message: string, options: Options = {}) {
    super('unavailable', message, options)
  }
}
