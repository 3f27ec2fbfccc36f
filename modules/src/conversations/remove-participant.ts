import { record } from '#audit'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { lockAssignment } from './assignment-store.ts'
import { deleteParticipant } from './participant-store.ts'

/** Has a person take part no more. Throws Conflict for whoever is assigned. */
export async function removeParticipant(ctx: Ctx, conversationId: string, userId: string): Promise<void> {
  ctx.must('conversations.reply')
  await ctx.transaction(async within => {
    const { assigneeId } = await lockAssignment(within, conversationId)
    if (assigneeId === userId)
      throw new Conflict('This person is assigned to the conversation. Assign it to somebody else first.')
    if (!(await deleteParticipant(within, conversationId, userId))) throw new NotFound('participant')
    await record(within, 'conversation.participant-removed', { target: conversationId, details: { userId } })
  })
}
