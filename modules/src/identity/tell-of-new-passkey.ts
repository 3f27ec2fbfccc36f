import type { Platform } from '@frontdesk/platform/platform'
import type { Person } from '@frontdesk/platform/sign-in/port'
import { queuePersonalMail } from '#mail'
import { passkeyAddedMail } from './account-mail.ts'

/** Mails the person that another passkey opens their account, whoever added it. */
export const tellOfNewPasskey = (platform: Platform, { id, email }: Person): Promise<void> =>
  queuePersonalMail(platform, id, { kind: 'passkey-added', to: email, ...passkeyAddedMail(platform.config.url) })
