import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import type { Visit } from '../route.ts'
import { freshUntil } from './fresh.ts'
import { forgetIdentities } from './identities.ts'
import { recordForSession } from './record-for-session.ts'

/** The one end of every way to prove anew whose session it is: from now on it is fresh, here at once. */
export const markFresh = async (platform: Platform, session: Session, visit: Visit) => {
  await platform.signIn.markProven(session.id)
  await recordForSession(platform, session, 'session.confirmed', visit)
  await forgetIdentities(platform)
  const now = platform.clock.now()
  return { freshUntil: freshUntil({ provenAt: now }, now)?.toISOString() ?? null }
}
