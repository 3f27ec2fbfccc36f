import type { Mail } from '@frontdesk/contract/mail'
import { record } from '#audit'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { wakeSender } from './send-mails.ts'
import { findMail, requeueMail } from './store.ts'

/** Sends a mail that failed once more, from the first attempt on. Throws Conflict when it did not fail, or is emptied. */
export const retryMail = (ctx: Ctx, id: string): Promise<Mail> =>
  ctx.transaction(async within => {
    const mail = await requeueMail(within, id)
    if (!mail) {
      const { status } = (await findMail(within, id)).mail
      throw new Conflict(
        status === 'failed'
          ? 'The text of this mail is not kept any more. Do again what it was about.'
          : 'This mail has not failed. Only a mail that failed can be sent again.',
      )
    }
    await record(within, 'mail.retried', { target: id })
    within.afterCommit(() => wakeSender(ctx.platform))
    return mail
  })
