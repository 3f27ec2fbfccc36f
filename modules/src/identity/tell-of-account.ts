import type { Platform } from '@frontdesk/platform/platform'
import type { Person } from '@frontdesk/platform/sign-in/port'
import { queuePersonalMail } from '#mail'
import { passwordChangedMail, providersChangedMail } from './account-mail.ts'

/** Mails the person that their password is another one now, whoever changed it. */
export const tellOfNewPassword = (platform: Platform, { id, email }: Person): Promise<void> =>
  queuePersonalMail(platform, id, { kind: 'password-changed', to: email, ...passwordChangedMail(platform.config.url) })

/** Mails the person that another service opens their account from now on, or no longer does. */
export const tellOfProviders = (
  platform: Platform,
  { id, email }: Person,
  change: { name: string; isLinked: boolean },
): Promise<void> =>
  queuePersonalMail(platform, id, {
    kind: 'providers-changed',
    to: email,
    ...providersChangedMail(platform.config.url, change),
  })
