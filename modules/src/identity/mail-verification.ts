import type { Platform } from '@frontdesk/platform/platform'
import type { Person } from '@frontdesk/platform/sign-in/port'
import { queuePersonalMail } from '#mail'
import { verificationMail } from './account-mail.ts'

const validMs = 24 * 60 * 60 * 1000

/** Mails the person a link that confirms their address. */
export const mailVerification = async (platform: Platform, { email }: Person): Promise<void> => {
  const issued = await platform.signIn.links.issue('email-verification', email, validMs)
  if (!issued) return
  const mail = verificationMail(platform.config.url, issued.token)
  await queuePersonalMail(platform, issued.person.id, { kind: 'email-verification', to: issued.person.email, ...mail })
}
