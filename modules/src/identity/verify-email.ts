import type { Platform } from '@frontdesk/platform/platform'
import type { Visit } from '../route.ts'
import { countAttempt } from './attempts.ts'
import { noSuchLink } from './no-such-link.ts'
import { recordForPerson } from './person-store.ts'

/** Confirms an address with the link that was mailed to it. Throws NotFound alike for every link that does not work. */
export async function verifyEmail(platform: Platform, token: string, visit: Visit): Promise<void> {
  await countAttempt(platform, visit.ip, token)
  const person = await platform.signIn.links.verifyEmail(token)
  if (!person) throw await noSuchLink(platform, visit)
  await recordForPerson(platform, { userId: person.id, visit }, 'email.verified')
}
