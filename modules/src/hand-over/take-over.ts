import type { Conversation } from '@frontdesk/contract/conversations'
import { record } from '#audit'
import type { Ctx } from '#context'
import {
  changeHandler,
  findHandler,
  insertParticipant,
  lockAssignment,
  lockMember,
  readChanged,
  take,
  wakeDispatcher,
} from '#conversations'
import { stopTurns } from '#engine'

/** Takes a conversation from its agent or from the queue. Throws NotFound for one that the actor does not see. */
export const takeOver = async (ctx: Ctx, id: string): Promise<Conversation> => {
  ctx.must('conversations.reply')
  return ctx.transaction(async within => {
    await becomeHandler(within, id)
    return readChanged(within, id)
  })
}

/**
 * From here on people answer: what the agent has under way stops, and whoever takes an unassigned conversation is
 * assigned to it. Within a transaction; the conversation is locked afterwards.
 */
export const becomeHandler = async (within: Ctx, id: string): Promise<void> => {
  const me = within.actor.person
  // In the order in which a person who is removed lets go of their conversations: nobody waits in a circle.
  if (me !== undefined) await lockMember(within, me)
  const { assigneeId } = await lockAssignment(within, id)
  if (me !== undefined && assigneeId === null) {
    await take(within, id, me)
    await insertParticipant(within, id, me)
  }
  if ((await findHandler(within, id)) === 'person') return
  await stopTurns(within, id, 'A person took over')
  await changeHandler(within, id, { handler: 'person' })
  await record(within, 'conversation.taken-over', { target: id })
  within.afterCommit(() => wakeDispatcher(within.platform))
}
