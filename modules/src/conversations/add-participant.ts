import { record } from '#audit'
import type { Ctx } from '#context'
import { lockMember } from './assignment-store.ts'
import { insertParticipant } from './participant-store.ts'
import { findConversation } from './store.ts'

/** Has a person take part in a conversation. Throws NotFound where the actor does not see it, or the person is not there. */
export async function addParticipant(ctx: Ctx, conversationId: string, userId: string): Promise<void> {
  ctx.must('conversations.reply')
  await ctx.transaction(async within => {
    await findConversation(within, conversationId)
    await lockMember(within, userId)
    if (await insertParticipant(within, conversationId, userId))
      await record(within, 'conversation.participant-added', { target: conversationId, details: { userId } })
  })
}
