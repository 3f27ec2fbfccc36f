import { z } from 'zod'
import { SignedIn } from './accounts.ts'
import { endpoint, Id, Moment, paged } from './endpoint.ts'

/** Bytes, as the JSON of WebAuthn writes them. */
const bytes = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/, 'base64url without padding')

const Challenge = { challenge: z.string(), timeout: z.int() }

/** For `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export const NewPasskeyOptions = z.object({
  ...Challenge,
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  excludeCredentials: z.array(z.object({ type: z.literal('public-key'), id: z.string() })),
  authenticatorSelection: z.object({ residentKey: z.literal('required'), userVerification: z.literal('preferred') }),
  attestation: z.literal('none'),
})
export type NewPasskeyOptions = z.output<typeof NewPasskeyOptions>

/** For `PublicKeyCredential.parseRequestOptionsFromJSON`. The device offers whatever it has for `rpId`. */
export const PasskeyOptions = z.object({
  ...Challenge,
  rpId: z.string(),
  userVerification: z.literal('preferred'),
})
export type PasskeyOptions = z.output<typeof PasskeyOptions>

// Browsers put more and more beside what counts, so what is not named here is let through and not read.
/** What a browser's `PublicKeyCredential` gives by `toJSON()` when a passkey was made. */
export const NewPasskeyAnswer = z.object({
  id: bytes(1_400),
  response: z.object({ clientDataJSON: bytes(8_000), attestationObject: bytes(64_000) }),
})
export type NewPasskeyAnswer = z.output<typeof NewPasskeyAnswer>

/** The same when a passkey was used. */
export const PasskeyAnswer = z.object({
  id: bytes(1_400),
  response: z.object({
    clientDataJSON: bytes(8_000),
    authenticatorData: bytes(8_000),
    signature: bytes(2_000),
    userHandle: bytes(200).nullish(),
  }),
})
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>

const Name = z.string().trim().min(1).max(100)

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  /** Its device asks who is using it, so signing in with it counts as two factors. */
  isSecondFactor: z.boolean(),
  createdAt: Moment,
  lastUsedAt: Moment.nullable(),
})
export type Passkey = z.output<typeof Passkey>

export const beginPasskeySignIn = endpoint('POST /session/passkey', {
  summary: 'What to ask a device for a passkey with. The answer counts once, within five minutes, from this browser.',
  permission: 'public',
  reply: PasskeyOptions,
  errors: ['not-found'],
})
export const finishPasskeySignIn = endpoint('POST /session/passkey/confirm', {
  summary: 'Signs a person in with a passkey. Whatever is wrong with it, the answer is the same.',
  permission: 'public',
  body: z.strictObject({ answer: PasskeyAnswer }),
  reply: SignedIn,
  status: 201,
  errors: ['unauthenticated', 'not-found'],
})
export const showPasskey = endpoint('POST /session/second-factor/passkey', {
  summary: 'Completes a session with a passkey of its person, asked for with `POST /session/passkey`.',
  permission: 'signed-in',
  body: z.strictObject({ answer: PasskeyAnswer }),
  status: 204,
  errors: ['forbidden', 'conflict', 'not-found'],
})
export const listPasskeys = endpoint('GET /passkeys', {
  summary: 'One’s own passkeys, newest first.',
  permission: 'signed-in',
  reply: paged(Passkey),
  errors: ['conflict', 'not-found'],
})
export const beginPasskey = endpoint('POST /passkeys', {
  summary:
    'What to ask a device for a new passkey with. The answer counts once, within five minutes, from this browser.',
  permission: 'signed-in',
  fresh: true,
  reply: NewPasskeyOptions,
  errors: ['forbidden', 'conflict', 'not-found'],
})
// Whoever asks for it has a fresh session, and what they were given counts for five minutes.
export const addPasskey = endpoint('POST /passkeys/confirm', {
  summary: 'Keeps the new passkey; a mail tells of it.',
  permission: 'signed-in',
  body: z.strictObject({ name: Name, answer: NewPasskeyAnswer }),
  reply: Passkey,
  status: 201,
  errors: ['forbidden', 'conflict', 'not-found'],
})
export const renamePasskey = endpoint('PATCH /passkeys/:passkeyId', {
  summary: 'Calls a passkey something else.',
  permission: 'signed-in',
  body: z.strictObject({ name: Name }),
  reply: Passkey,
  errors: ['forbidden', 'conflict', 'not-found'],
})
export const removePasskey = endpoint('DELETE /passkeys/:passkeyId', {
  summary: 'Removes a passkey, and ends all sessions in which it was added or used but this one.',
  permission: 'signed-in',
  fresh: true,
  status: 204,
  errors: ['forbidden', 'conflict', 'not-found'],
})
