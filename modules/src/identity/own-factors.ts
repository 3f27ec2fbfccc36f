import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import type { Visit } from '../route.ts'
import { mustBeComplete } from './complete.ts'
import { isAskedForFactor } from './organization-store.ts'
import { anySession, mustHaveShown } from './present-session.ts'

/** The person has a passkey that is two factors. */
export const hasSecondFactorPasskey = async ({ signIn }: Platform, { person }: Session): Promise<boolean> =>
  (await signIn.passkeys?.list(person.id))?.some(({ isSecondFactor }) => isSecondFactor) ?? false

/**
 * The session of somebody who changes what they sign in with: also one that may do nothing else for want of a second factor.
 * Whoever has an app shows its code first. A passkey is to be shown only where some organization asks for a factor, since it has no
 * recovery codes: elsewhere the password alone removes one that was lost, and opens nothing by it that it does not open anyway.
 */
export const factorSession = async (platform: Platform, visit: Visit): Promise<Session> => {
  const session = await anySession(platform, visit)
  mustHaveShown(session)
  if (session.hasShownFactor || !(await hasSecondFactorPasskey(platform, session))) return session
  if (await isAskedForFactor(platform, session.person.id)) mustBeComplete('passkey')
  return session
}
