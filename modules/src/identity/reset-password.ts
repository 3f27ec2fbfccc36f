import type { Platform } from '@frontdesk/platform/platform'
import type { Visit } from '../route.ts'
import { countAttempt } from './attempts.ts'
import { forgetIdentities } from './identities.ts'
import { noSuchLink } from './no-such-link.ts'
import { mustBeUncommon } from './password.ts'
import { recordForPerson } from './person-store.ts'
import { tellOfNewPassword } from './tell-of-account.ts'

/**
 * Sets the password with a mailed link and ends every session of the person, who signs in afterwards as always, with a
 * second factor if there is one. Throws NotFound alike for links that were used, have run out or never were.
 */
export async function resetPassword(
  platform: Platform,
  { token, password }: { token: string; password: string },
  visit: Visit,
): Promise<void> {
  await countAttempt(platform, visit.ip, token)
  const { links } = platform.signIn
  const found = await links.read('password-reset', token)
  if (!found) throw await noSuchLink(platform, visit)
  await mustBeUncommon(password, found.email, '/password')
  const person = await links.resetPassword(token, password)
  if (!person) throw await noSuchLink(platform, visit)
  await forgetIdentities(platform)
  await recordForPerson(platform, { userId: person.id, visit }, 'password.reset')
  await tellOfNewPassword(platform, person)
}
