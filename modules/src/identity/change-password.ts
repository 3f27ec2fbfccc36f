import type { Platform } from '@frontdesk/platform/platform'
import { DomainError } from '#errors'
import type { Visit } from '../route.ts'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import { countAttempt } from './attempts.ts'
import { forgetIdentities } from './identities.ts'
import { mustBeUncommon } from './password.ts'
import { presentSession } from './present-session.ts'
import { recordForSession } from './record-for-session.ts'
import { tellOfNewPassword } from './tell-of-account.ts'

/**
 * Changes the password of the person who asks and ends their other sessions; they get a mail that says so. Guessing the
 * present one is limited.
 */
export async function changePassword(
  platform: Platform,
  passwords: { current: string; next: string },
  visit: Visit,
): Promise<void> {
  const session = await presentSession(platform, visit)
  const { id, email } = session.person
  await countAttempt(platform, visit.ip, email)
  await mustBeUncommon(passwords.next, email, '/next')
  if (!(await platform.signIn.changePassword(id, { ...passwords, goesOn: session.id }))) {
    announceAtTheDoor(platform, visit, 'authn_password_change_fail', { userId: id })
    throw new DomainError('forbidden', 'The present password is another one. Check it.')
  }
  await platform.signIn.endSessions(id, { allBut: session.id })
  await recordForSession(platform, session, 'password.changed', visit)
  await forgetIdentities(platform)
  await tellOfNewPassword(platform, session.person)
}
