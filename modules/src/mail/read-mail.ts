import type { MailInFull } from '@frontdesk/contract/mail'
import type { Ctx } from '#context'
import { findMail } from './store.ts'

/** A mail; what it says is for owners alone, because a link in it may give whoever opens it more than an admin has. */
export const readMail = async (ctx: Ctx, id: string): Promise<MailInFull> => {
  const mail = await findMail(ctx, id)
  return ctx.actor.permissions.has('organization.own') ? mail : { ...mail, text: null }
}
