import type { MailInFull } from '@frontdesk/contract/mail'
import type { Ctx } from '#context'
import { findMail, ownsAllOthersOf } from './store.ts'

/**
 * A mail; what it says is for owners alone, because a link in it may give whoever opens it more than an admin has. What
 * opens a person's account would also let an owner into that person's other organizations, so those must be theirs too.
 */
export const readMail = async (ctx: Ctx, id: string): Promise<MailInFull> => {
  const { mail, personId } = await findMail(ctx, id)
  const mayRead =
    ctx.actor.permissions.has('organization.own') && (personId === undefined || (await ownsAllOthersOf(ctx, personId)))
  return mayRead ? mail : { ...mail, text: null }
}
