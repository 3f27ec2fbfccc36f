import type { Platform } from '@frontdesk/platform/platform'
import type { Passkeys } from '@frontdesk/platform/sign-in/port'
import { NotFound } from '#errors'
import type { Visit } from '../route.ts'
import { cookieLine, readCookie } from './session-cookie.ts'

const cookieName = 'frontdesk-passkey'

/** Throws NotFound where nobody signs in with one. */
export const offeredPasskeys = ({ signIn }: Platform): Passkeys => {
  if (!signIn.passkeys) throw new NotFound('way to sign in')
  return signIn.passkeys
}

/** What was asked binds this browser: it alone can answer. */
export const passkeyCookie = ({ config }: Platform, { sealed, expiresAt }: { sealed: string; expiresAt: Date }) =>
  cookieLine(config.url, cookieName, sealed, expiresAt)

/** Without the cookie there is nothing that could be answered. */
export const sealedIn = ({ config }: Platform, { cookie }: Visit): string =>
  (cookie && readCookie(config.url, cookieName, cookie)) ?? ''
