import type { Citation } from '@frontdesk/contract/conversations'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { keepWords } from './words-store.ts'

export type PastConversation = {
  agentId: string
  title: string
  status: 'open' | 'resolved'
  /** The importer's own id for it: one that was imported under it already is found with `findImported`. */
  clientId?: string
  messages: { sender: 'customer' | 'agent'; text: string; citations: Citation[]; at: Date }[]
}

/** Keeps a conversation that happened elsewhere, with its own times; nobody is told and nothing is answered. */
export const importConversation = async (
  ctx: Ctx,
  { agentId, title, status, clientId, messages }: PastConversation,
): Promise<string> => {
  ctx.must('conversations.reply')
  const { organizationId } = ctx
  const id = newId()
  const first = messages[0]?.at ?? ctx.now()
  const last = messages.at(-1)?.at ?? first
  await ctx.transaction(async within => {
    await within.query(async tx => {
      await tx.conversation.create({
        data: {
          organizationId,
          id,
          agentId,
          title,
          status,
          lastSeq: messages.length,
          createdBy: ctx.actor.id,
          clientId: clientId ?? null,
          lastActivityAt: last,
          createdAt: first,
        },
      })
      await tx.message.createMany({
        data: messages.map(({ sender, text, citations, at }, index) => ({
          organizationId,
          conversationId: id,
          seq: index + 1,
          id: newId(),
          sender,
          text,
          citations,
          finish: sender === 'agent' ? 'complete' : null,
          createdAt: at,
        })),
      })
    })
    // Its times may be long past, where nobody looks for anything new.
    await keepWords(within, [id])
  })
  return id
}

/** What the actor imported under this id of theirs. */
export const findImported = async (ctx: Ctx, clientId: string): Promise<string | undefined> => {
  const { organizationId } = ctx
  const found = await ctx.query(tx =>
    tx.conversation.findFirst({ where: { organizationId, createdBy: ctx.actor.id, clientId }, select: { id: true } }),
  )
  return found?.id
}
