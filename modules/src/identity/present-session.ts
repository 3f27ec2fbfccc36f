import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { Conflict, Unauthenticated } from '#errors'
import type { Visit } from '../route.ts'
import { authenticate, sessionToken } from './authenticate.ts'
import { mustBeComplete, owesCode } from './complete.ts'

/** The session of the person who asks. Throws Conflict for an API key, which has none, and Unauthenticated for nobody. */
export const anySession = async (platform: Platform, visit: Visit): Promise<Session> => {
  const token = sessionToken(platform, visit)
  if (!token && (await authenticate(platform, visit)))
    throw new Conflict('An API key stands for no session. Ask with the session of a person.')
  const session = token && (await platform.signIn.find(token))
  if (!session) throw new Unauthenticated()
  return session
}

/** The same, once its person has shown the second factor that they have. */
export const presentSession = async (platform: Platform, visit: Visit): Promise<Session> => {
  const session = await anySession(platform, visit)
  mustHaveShown(session)
  return session
}

export const mustHaveShown = (session: Session): void => mustBeComplete(owesCode(session) ? 'code' : undefined)
