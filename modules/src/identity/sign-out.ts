import type { Platform } from '@frontdesk/platform/platform'
import { Conflict, Unauthenticated } from '#errors'
import type { Visit } from '../route.ts'
import { authenticate } from './authenticate.ts'
import { forgetIdentities } from './identities.ts'
import { recordAtTheDoor } from './store.ts'

/** Ends the session: here at once, in every other process within a second. */
export async function signOut(platform: Platform, visit: Visit): Promise<void> {
  const identity = await authenticate(platform, visit)
  if (!identity) throw new Unauthenticated()
  if (!identity.session) throw new Conflict('An API key has no session to end. Revoke the key instead.')
  const { organizationId, actor, session } = identity
  await recordAtTheDoor(platform, { organizationId, userId: actor.id, visit }, 'session.ended')
  await platform.signIn.signOut(session.token)
  await forgetIdentities(platform)
}
