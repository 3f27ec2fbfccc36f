import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import type { NewMail } from './mail.ts'
import { wakeSender } from './send-mails.ts'
import { insertMail, insertPersonalMail } from './store.ts'

/** Has the mail sent once the open transaction is committed, and not at all when it is not. Waits for no mail server. */
export const queueMail = async (ctx: Ctx, mail: NewMail): Promise<void> => {
  await insertMail(ctx, mail)
  ctx.afterCommit(() => wakeSender(ctx.platform))
}

/**
 * The same for what is about a person's account, whichever organizations they belong to. Without a person it mails
 * nothing and asks the database as much, so that nobody can tell by the time.
 */
export const queuePersonalMail = async (
  platform: Platform,
  personId: string | undefined,
  mail: NewMail,
): Promise<void> => {
  await insertPersonalMail(platform, personId, mail)
  if (personId !== undefined) wakeSender(platform)
}
