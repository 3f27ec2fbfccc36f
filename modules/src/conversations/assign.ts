import type { Conversation } from '@frontdesk/contract/conversations'
import { record } from '#audit'
import type { Ctx } from '#context'
import {
  type Assignment,
  announceAssigned,
  lockAssignment,
  lockMember,
  lockTeam,
  writeAssignment,
} from './assignment-store.ts'
import { wakeDispatcher } from './dispatch-events.ts'
import { insertParticipant } from './participant-store.ts'
import { readChanged } from './store.ts'

type Wanted = { [Name in keyof Assignment]?: Assignment[Name] | undefined }

/**
 * Gives a conversation to a person, a team or both; null takes it from them, and what is absent stays. Throws NotFound
 * for a conversation that the actor does not see, and for somebody or a team who is not there.
 */
export async function assignConversation(ctx: Ctx, id: string, wanted: Wanted): Promise<Conversation> {
  ctx.must('conversations.reply')
  return ctx.transaction(async within => {
    // In the order in which a person or a team that is removed lets go of its conversations: nobody waits in a circle.
    if (wanted.assigneeId) await lockMember(within, wanted.assigneeId)
    if (wanted.teamId) await lockTeam(within, wanted.teamId)
    const before = await lockAssignment(within, id)
    const { assigneeId = before.assigneeId, teamId = before.teamId } = wanted
    if (assigneeId === before.assigneeId && teamId === before.teamId) return readChanged(within, id)
    await writeAssignment(within, id, { assigneeId, teamId })
    return keepAssigned(within, id, { assigneeId, teamId })
  })
}

/** What follows when a conversation has got another assignee or team, in the same transaction. */
export const keepAssigned = async (within: Ctx, id: string, assignment: Partial<Assignment>): Promise<Conversation> => {
  if (assignment.assigneeId) await insertParticipant(within, id, assignment.assigneeId)
  await announceAssigned(within, id)
  await record(within, 'conversation.assigned', { target: id, details: assignment })
  within.afterCommit(() => wakeDispatcher(within.platform))
  return readChanged(within, id)
}
