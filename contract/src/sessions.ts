import { z } from 'zod'
import { Password } from './accounts.ts'
import { endpoint, Id, Moment, paged } from './endpoint.ts'

export const Session = z.object({
  id: Id,
  /** The one that this request came with. */
  current: z.boolean(),
  startedAt: Moment,
  expiresAt: Moment,
  /** Where it was started, as far as that is known. */
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
})
export type Session = z.output<typeof Session>

export const listSessions = endpoint('GET /sessions', {
  summary: 'Where whoever asks is signed in, newest first.',
  permission: 'signed-in',
  reply: paged(Session),
  errors: ['conflict'],
})
export const endSession = endpoint('DELETE /sessions/:sessionId', {
  summary: 'Ends one of one’s own sessions, on a device that was lost for example.',
  permission: 'signed-in',
  status: 204,
  errors: ['not-found', 'conflict'],
})
export const endOtherSessions = endpoint('DELETE /sessions', {
  summary: 'Ends all of one’s own sessions but this one.',
  permission: 'signed-in',
  status: 204,
  errors: ['conflict'],
})
export const changePassword = endpoint('PUT /session/password', {
  summary: 'Changes one’s own password and ends all other sessions.',
  permission: 'signed-in',
  fresh: true,
  body: z.strictObject({ current: z.string().min(1).max(128), next: Password }),
  status: 204,
  errors: ['forbidden', 'conflict'],
})
