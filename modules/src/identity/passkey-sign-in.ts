import type { SignedIn } from '@frontdesk/contract/accounts'
import type { PasskeyAnswer } from '@frontdesk/contract/passkeys'
import type { Platform } from '@frontdesk/platform/platform'
import type { PasskeyOutcome, Session } from '@frontdesk/platform/sign-in/port'
import { DomainError, Unauthenticated } from '#errors'
import type { Visit } from '../route.ts'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import { countAttempt } from './attempts.ts'
import { forgetIdentities } from './identities.ts'
import { offeredPasskeys, passkeyCookie, sealedIn } from './offered-passkeys.ts'
import { anySession } from './present-session.ts'
import { letIn } from './sign-in.ts'

/** What to ask a device with, the same for everybody, and the cookie that has to come back with the answer. */
export const beginPasskeySignIn = (platform: Platform) => {
  const { options, ...kept } = offeredPasskeys(platform).ask()
  return { options, setCookie: passkeyCookie(platform, kept) }
}

/**
 * Signs in whoever has the passkey. Throws Unauthenticated with one and the same sentence whatever was wrong, and
 * LimitReached after too many attempts from one place.
 */
export async function finishPasskeySignIn(platform: Platform, answer: PasskeyAnswer, visit: Visit): Promise<SignedIn> {
  const passkeys = offeredPasskeys(platform)
  await countAttempt(platform, visit.ip, answer.id)
  const from = { ip: visit.ip, userAgent: visit.userAgent }
  const outcome = await passkeys.signIn({ answer, sealed: sealedIn(platform, visit) }, from)
  const refusal = 'This passkey opens no account here. Try again, or sign in another way.'
  const { session } = accepted(platform, visit, outcome, () => new Unauthenticated(refusal))
  return (await letIn(platform, session, visit)).reply
}

/** Completes the session of the passkey's person. */
export async function showPasskey(platform: Platform, answer: PasskeyAnswer, visit: Visit): Promise<void> {
  offeredPasskeys(platform)
  const session = await anySession(platform, visit)
  await takePasskey(platform, session, answer, visit)
  await platform.signIn.markProven(session.id)
  await forgetIdentities(platform)
}

/** Throws Forbidden for every passkey of somebody else, and for one that did not ask who is using it. */
export const takePasskey = async (
  platform: Platform,
  session: Session,
  answer: PasskeyAnswer,
  visit: Visit,
): Promise<void> => {
  const passkeys = offeredPasskeys(platform)
  await countAttempt(platform, visit.ip, session.person.email)
  const outcome = await passkeys.show(session, { answer, sealed: sealedIn(platform, visit) })
  const refusal = 'This passkey does not count as a second factor of yours. Take another one.'
  accepted(platform, visit, outcome, () => new DomainError('forbidden', refusal))
}

const accepted = <T>(
  platform: Platform,
  visit: Visit,
  outcome: PasskeyOutcome<T>,
  refusal: () => DomainError,
): { kind: 'accepted' } & T => {
  if (outcome.kind === 'accepted') return outcome
  const what = outcome.kind === 'copied' ? 'authn_token_reuse' : 'authn_login_fail'
  if (outcome.whose) announceAtTheDoor(platform, visit, what, { userId: outcome.whose }, { by: 'passkey' })
  throw refusal()
}
