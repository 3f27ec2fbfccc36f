import type { Conversation } from '@frontdesk/contract/conversations'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { personOf } from '#identity'
import { keepAssigned } from './assign.ts'
import { findHolder, type Holder, lockMember, take } from './assignment-store.ts'
import { readChanged } from './store.ts'

/**
 * Takes a conversation that nobody has. Throws Conflict, with the name, when somebody was faster, and NotFound for one
 * that the actor does not see.
 */
export async function claimConversation(ctx: Ctx, id: string): Promise<Conversation> {
  ctx.must('conversations.reply')
  const me = personOf(ctx)
  return ctx.transaction(async within => {
    await lockMember(within, me)
    if (await take(within, id, me)) return keepAssigned(within, id, { assigneeId: me })
    const holder = await findHolder(within, id)
    if (holder?.userId === me) return readChanged(within, id)
    if (!holder || !mayHearOf(ctx, holder)) throw new NotFound('conversation')
    throw new Conflict(`${holder.name} has this conversation already.`)
  })
}

const justNowMs = 60_000

/** Whoever sees what nobody has saw this one until it was taken, and may be told by whom, for as long as that is news. */
const mayHearOf = ({ actor, now }: Ctx, { isSeen, takenAt }: Holder) =>
  isSeen ||
  (takenAt !== null &&
    now().getTime() - takenAt.getTime() < justNowMs &&
    actor.scopes.every(scope => scope === 'all' || scope === 'own-and-unassigned'))
