import { z } from 'zod'
import { endpoint, Moment } from './endpoint.ts'
import { PasskeyAnswer } from './passkeys.ts'
import { ProviderId, ProviderRef } from './providers.ts'

const Fresh = z.object({
  /** Until then the session does what asks for a fresh one. Null: it has to be confirmed first. */
  freshUntil: Moment.nullable(),
})

export const readConfirmation = endpoint('GET /session/confirmation', {
  summary: 'Whether this session is fresh, and how its person can prove anew who they are.',
  permission: 'signed-in',
  reply: Fresh.extend({
    ways: z.object({
      password: z.boolean(),
      /** Of the authenticator app, or a recovery code. */
      code: z.boolean(),
      passkey: z.boolean(),
      providers: z.array(ProviderRef),
    }),
  }),
  errors: ['conflict'],
})
export const confirmSession = endpoint('POST /session/confirmation', {
  summary: 'Proves anew whose session this is; for five minutes it then does what asks for a fresh one.',
  permission: 'signed-in',
  body: z
    .strictObject({
      password: z.string().min(1).max(128).optional(),
      /** Six digits of the authenticator app, or a recovery code; it counts once. */
      code: z.string().min(6).max(40).optional(),
      /** Of a passkey that counts as a second factor, asked for with `POST /session/passkey`. */
      answer: PasskeyAnswer.optional(),
      /** What the browser brought back from another service: the part of the address from `?` on. */
      query: z.string().min(1).max(8_000).optional(),
    })
    .refine(
      given => Object.values(given).filter(each => each !== undefined).length === 1,
      'Send a password, a code, the answer of a passkey, or what another service said: one of them',
    ),
  reply: Fresh,
  errors: ['forbidden', 'conflict', 'not-found', 'unavailable'],
})
export const beginProviderConfirmation = endpoint('POST /session/confirmation/provider', {
  summary: 'Where the browser has to go to prove with a linked service whose session this is.',
  permission: 'signed-in',
  body: z.strictObject({ provider: ProviderId }),
  reply: z.object({ url: z.string() }),
  errors: ['not-found', 'conflict', 'unavailable'],
})
