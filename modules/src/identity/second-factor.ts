import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { Conflict, DomainError, LimitReached } from '#errors'
import type { Visit } from '../route.ts'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import { forgetIdentities } from './identities.ts'
import { factorSession, hasSecondFactorPasskey } from './own-factors.ts'
import { anySession, presentSession } from './present-session.ts'
import { recordForSession } from './record-for-session.ts'
import { findMembership } from './store.ts'

/** How far the session has come. */
export async function readSecondFactor(platform: Platform, visit: Visit) {
  const session = await anySession(platform, visit)
  const membership = await findMembership(platform, session)
  return {
    isSetUp: session.hasFactor,
    isShown: session.hasShownFactor,
    isRequired: membership?.requiresSecondFactor ?? false,
    hasPasskey: await hasSecondFactorPasskey(platform, session),
  }
}

/** Completes a session. Throws Forbidden for a wrong or used code, and LimitReached after ten of them. */
export async function showSecondFactor(platform: Platform, code: string, visit: Visit): Promise<void> {
  const session = await anySession(platform, visit)
  await takeCode(platform, session, code, visit)
  await platform.signIn.markProven(session.id)
  await forgetIdentities(platform)
}

/** Uses a code up. Throws Forbidden for a wrong or used one, LimitReached after ten, and Conflict where there is no factor. */
export const takeCode = async (platform: Platform, session: Session, code: string, visit: Visit): Promise<void> => {
  if (!session.hasFactor) throw new Conflict('You have no second factor to show. Set one up first.')
  const shown = await platform.signIn.secondFactor.show(session, code)
  if (shown !== true) {
    const what = shown === 'blocked' ? 'authn_login_fail_max' : 'authn_login_fail'
    announceAtTheDoor(platform, visit, what, { userId: session.person.id }, { step: 'second factor' })
  }
  judge(shown)
}

/** Begins to set up an app. Throws Conflict when there is one already. */
export async function enrolSecondFactor(platform: Platform, visit: Visit) {
  const { person } = await factorSession(platform, visit)
  const enrolled = await platform.signIn.secondFactor.enrol(person)
  if (!enrolled) throw new Conflict('You have a second factor already. Remove it before you set up another one.')
  return enrolled
}

/** Confirms the app with its first code and gives the recovery codes, this once. */
export async function confirmSecondFactor(platform: Platform, code: string, visit: Visit) {
  const session = await factorSession(platform, visit)
  if (session.hasFactor) throw new Conflict('Your second factor is confirmed already.')
  const recoveryCodes = judge(await platform.signIn.secondFactor.confirm(session, code))
  await recordForSession(platform, session, 'second-factor.added', visit)
  await forgetIdentities(platform)
  return { recoveryCodes }
}

/** Takes the factor away, for a code. Where the organization asks for one, the session is incomplete from then on. */
export async function removeSecondFactor(platform: Platform, code: string, visit: Visit): Promise<void> {
  const session = await presentSession(platform, visit)
  if (!session.hasFactor) throw new Conflict('You have no second factor to remove.')
  judge(await platform.signIn.secondFactor.remove(session, code))
  await recordForSession(platform, session, 'second-factor.removed', visit)
  await forgetIdentities(platform)
}

/** Gives new recovery codes, this once; the old ones open nothing from then on. */
export async function renewRecoveryCodes(platform: Platform, visit: Visit) {
  const session = await presentSession(platform, visit)
  const recoveryCodes = await platform.signIn.secondFactor.renewCodes(session.person)
  if (!recoveryCodes) throw new Conflict('You have no second factor that codes could stand in for. Set one up first.')
  await recordForSession(platform, session, 'second-factor.codes-renewed', visit)
  return { recoveryCodes }
}

const judge = <T>(outcome: T | false | 'blocked'): T => {
  if (outcome === 'blocked')
    throw new LimitReached('That were too many wrong codes. Wait a quarter of an hour.', 900_000)
  if (outcome === false)
    throw new DomainError('forbidden', 'This code does not fit, or was used before. Take the next one.')
  return outcome
}
