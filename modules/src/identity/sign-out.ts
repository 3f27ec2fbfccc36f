import type { Platform } from '@frontdesk/platform/platform'
import { Conflict, Unauthenticated } from '#errors'
import { authenticate, type Credentials } from './authenticate.ts'
import { forgetIdentities } from './identities.ts'

/** Ends the session: here at once, in every other process within a second. */
export async function signOut(platform: Platform, credentials: Credentials): Promise<void> {
  const identity = await authenticate(platform, credentials)
  if (!identity) throw new Unauthenticated()
  if (!identity.session) throw new Conflict('An API key has no session to end. Revoke the key instead.')
  await platform.signIn.signOut(identity.session.token)
  await forgetIdentities(platform)
}
