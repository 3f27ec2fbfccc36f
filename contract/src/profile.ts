import { z } from 'zod'
import { Email, Me, Password } from './accounts.ts'
import { endpoint } from './endpoint.ts'

/** What a mailed link carries; it works once. */
const Token = z.string().min(1).max(200)

export const askPasswordReset = endpoint('POST /password-resets', {
  summary:
    'Mails a link to a new password, good for an hour, if an account has this address. Answers alike if none has.',
  permission: 'public',
  body: z.strictObject({ email: Email }),
  status: 204,
})
export const resetPassword = endpoint('POST /password-resets/confirm', {
  summary: 'Sets a new password with the mailed link, and ends all sessions of the person.',
  permission: 'public',
  body: z.strictObject({ token: Token, password: Password }),
  status: 204,
  errors: ['not-found'],
})
export const askEmailVerification = endpoint('POST /email-verifications', {
  summary: 'Mails a link that confirms one’s own address, good for a day.',
  permission: 'signed-in',
  status: 204,
  errors: ['conflict'],
})
export const verifyEmail = endpoint('POST /email-verifications/confirm', {
  summary: 'Confirms an address with the link that was mailed to it.',
  permission: 'public',
  body: z.strictObject({ token: Token }),
  status: 204,
  errors: ['not-found'],
})
export const askEmailChange = endpoint('POST /email-changes', {
  summary:
    'Mails a link to another address, good for a day; the present one is told. Answers alike if an account has that address.',
  permission: 'signed-in',
  fresh: true,
  body: z.strictObject({ email: Email }),
  status: 204,
  errors: ['conflict'],
})
export const changeEmail = endpoint('POST /email-changes/confirm', {
  summary: 'Makes the new address count, with the link that was mailed to it and a session of the person who asked.',
  permission: 'signed-in',
  body: z.strictObject({ token: Token }),
  reply: Me,
  errors: ['not-found', 'conflict'],
})
export const changeName = endpoint('PUT /session/name', {
  summary: 'Changes one’s own name, in every organization that one belongs to.',
  permission: 'signed-in',
  body: z.strictObject({ name: z.string().trim().min(1).max(100) }),
  reply: Me,
  errors: ['conflict'],
})
