import type { Conversation } from '@frontdesk/contract/conversations'
import { record } from '#audit'
import type { Ctx } from '#context'
import {
  assignConversation,
  changeHandler,
  findHandler,
  lockAssignment,
  readChanged,
  selectLastWords,
  wakeDispatcher,
} from '#conversations'
import { stopTurns } from '#engine'

type Wanted = { reason: string; summary: string; teamId?: string | undefined }

/**
 * Puts a conversation into the queue for people, whoever has it now. Throws NotFound for one that the actor does not see,
 * and for a team that is not there.
 */
export const queueForPeople = async (
  ctx: Ctx,
  id: string,
  { reason, summary, teamId }: Wanted,
): Promise<Conversation> => {
  ctx.must('conversations.reply')
  return ctx.transaction(async within => {
    if (teamId) await assignConversation(within, id, { teamId })
    await lockAssignment(within, id)
    if ((await findHandler(within, id)) === 'queue') return readChanged(within, id)
    await stopTurns(within, id, 'The conversation was handed over')
    const at = within.now().toISOString()
    const handOver = { cause: 'person' as const, reason, summary: summary || (await selectLastWords(within, id)), at }
    await changeHandler(within, id, { handler: 'queue', handOver })
    await record(within, 'conversation.handed-over', { target: id, details: { reason } })
    within.afterCommit(() => wakeDispatcher(within.platform))
    return readChanged(within, id)
  })
}
