import type { Platform } from '@frontdesk/platform/platform'
import { newPasswordLink } from './account-mail.ts'
import { resetValidMs } from './ask-password-reset.ts'

/**
 * For whoever runs the installation, when nobody is left who could read or send a mail: the link that the mail would
 * hold. Undefined when no account has this address.
 */
export async function makeResetLink(
  { signIn, config }: Pick<Platform, 'signIn' | 'config'>,
  email: string,
): Promise<string | undefined> {
  const issued = await signIn.links.issue('password-reset', email, resetValidMs)
  return issued && newPasswordLink(config.url, issued.token)
}
