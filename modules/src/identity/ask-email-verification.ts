import type { Platform } from '@frontdesk/platform/platform'
import { Conflict } from '#errors'
import type { Visit } from '../route.ts'
import { countMail } from './attempts.ts'
import { mailVerification } from './mail-verification.ts'
import { presentSession } from './present-session.ts'

/** Mails whoever asks another link that confirms their address. Throws Conflict when it is confirmed already. */
export async function askEmailVerification(platform: Platform, visit: Visit): Promise<void> {
  const { person } = await presentSession(platform, visit)
  if (person.emailVerified) throw new Conflict('Your address is confirmed already.')
  await countMail(platform, visit.ip, person.email)
  await mailVerification(platform, person)
}
