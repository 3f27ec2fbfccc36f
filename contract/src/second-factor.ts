import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const Code = z.strictObject({
  /** Six digits of an authenticator app, or a recovery code. */
  code: z.string().min(6).max(40),
})

export const readSecondFactor = endpoint('GET /session/second-factor', {
  summary:
    'How far this session has come: whether a second factor is set up, shown, and asked for by the organization.',
  permission: 'signed-in',
  reply: z.object({
    /** An authenticator app is. */
    isSetUp: z.boolean(),
    /** By a code, or by a passkey that counts as two factors. */
    isShown: z.boolean(),
    isRequired: z.boolean(),
    /** The person has such a passkey, to show in place of a code. */
    hasPasskey: z.boolean(),
  }),
  errors: ['conflict'],
})
export const showSecondFactor = endpoint('POST /session/second-factor', {
  summary: 'Shows a code, which completes the session of somebody who has a second factor.',
  permission: 'signed-in',
  body: Code,
  status: 204,
  errors: ['forbidden', 'conflict'],
})
export const enrolSecondFactor = endpoint('POST /second-factor', {
  summary: 'Begins to set up an authenticator app; the secret is shown this once, and counts once a code confirms it.',
  permission: 'signed-in',
  fresh: true,
  reply: z.object({ secret: z.string(), uri: z.string() }),
  status: 201,
  errors: ['conflict'],
})
export const confirmSecondFactor = endpoint('POST /second-factor/confirm', {
  summary: 'Confirms the app with its first code; the recovery codes are shown this once.',
  permission: 'signed-in',
  fresh: true,
  body: Code,
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
  errors: ['forbidden', 'conflict'],
})
export const removeSecondFactor = endpoint('POST /second-factor/remove', {
  summary: 'Takes the second factor away, for a code.',
  permission: 'signed-in',
  fresh: true,
  body: Code,
  status: 204,
  errors: ['forbidden', 'conflict'],
})
export const renewRecoveryCodes = endpoint('POST /second-factor/recovery-codes', {
  summary: 'Makes ten new recovery codes, shown this once; the old ones open nothing from then on.',
  permission: 'signed-in',
  fresh: true,
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
  status: 201,
  errors: ['conflict'],
})
