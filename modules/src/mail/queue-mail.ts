import type { Ctx } from '#context'
import type { NewMail } from './mail.ts'
import { wakeSender } from './send-mails.ts'
import { insertMail } from './store.ts'

/** Has the mail sent once the open transaction is committed, and not at all when it is not. Waits for no mail server. */
export const queueMail = async (ctx: Ctx, mail: NewMail): Promise<void> => {
  await insertMail(ctx, mail)
  ctx.afterCommit(() => wakeSender(ctx.platform))
}
