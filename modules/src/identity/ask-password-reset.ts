import { setTimeout as pause } from 'node:timers/promises'
import type { Platform } from '@frontdesk/platform/platform'
import { queuePersonalMail } from '#mail'
import type { Visit } from '../route.ts'
import { passwordResetMail } from './account-mail.ts'
import { countMail } from './attempts.ts'

export const resetValidMs = 60 * 60 * 1000
// Well above what either case takes, so that the time does not tell them apart.
const leastMs = 300

/**
 * Mails a link to a new password to whoever has this address, and says nothing of whether anybody has. Throws
 * LimitReached after too many for one address or from one place.
 */
export async function askPasswordReset(platform: Platform, email: string, visit: Visit): Promise<void> {
  await countMail(platform, visit.ip, email)
  await Promise.all([mailReset(platform, email), pause(leastMs)])
}

const mailReset = async (platform: Platform, email: string) => {
  const issued = await platform.signIn.links.issue('password-reset', email, resetValidMs)
  const mail = passwordResetMail(platform.config.url, issued?.token ?? '')
  await queuePersonalMail(platform, issued?.person.id, {
    kind: 'password-reset',
    to: issued?.person.email ?? email,
    ...mail,
  })
}
