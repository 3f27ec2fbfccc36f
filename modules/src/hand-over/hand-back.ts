import type { Conversation } from '@frontdesk/contract/conversations'
import { record } from '#audit'
import type { Ctx } from '#context'
import { changeHandler, findHandler, lockAssignment, readChanged, wakeDispatcher } from '#conversations'

/** Gives a conversation back to its agent; whoever is assigned stays so. Throws NotFound for one that the actor does not see. */
export const handBack = async (ctx: Ctx, id: string): Promise<Conversation> => {
  ctx.must('conversations.reply')
  return ctx.transaction(async within => {
    await lockAssignment(within, id)
    if ((await findHandler(within, id)) === 'ai') return readChanged(within, id)
    await changeHandler(within, id, { handler: 'ai', handOver: null })
    await record(within, 'conversation.handed-back', { target: id })
    within.afterCommit(() => wakeDispatcher(within.platform))
    return readChanged(within, id)
  })
}
