import { z } from 'zod'

/** Every error a caller can meet: its HTTP status and the public title. The detail says what to do about it. */
export const errorCodes = {
  'malformed-json': { status: 400, title: 'The body is not valid JSON' },
  invalid: { status: 400, title: 'Something in the request is not as it should be' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for another request' },
  unauthenticated: { status: 401, title: 'Sign in or send an API key' },
  'second-factor-required': { status: 403, title: 'A second factor is needed' },
  'confirmation-required': { status: 403, title: 'Confirm that it is you' },
  forbidden: { status: 403, title: 'You may not do this' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'This does not fit the present state' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'This content type is not taken here' },
  unreadable: { status: 422, title: 'This content cannot be read' },
  'limit-reached': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something broke on our side' },
  unavailable: { status: 503, title: 'A part of the service is not available right now' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof errorCodes

/** The body of every error reply (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
