import type { NewChatMessage } from '@frontdesk/contract/chat'
import { findAgent } from '#agents'
import type { Ctx } from '#context'
import { findImported, findSame, importConversation, titleOf } from '#conversations'
import { type Said, say } from './say.ts'

export type Told = { sender: 'customer' | 'agent'; text: string }
type Words = Pick<NewChatMessage, 'agentId' | 'clientMessageId' | 'text' | 'attachments'>

/**
 * Says something after what somebody says was said before: that becomes the beginning of a new conversation, so that
 * the agent knows of it; or a customer goes on with the one of theirs in which just that was said. The same client id
 * again finds the first turn. Throws NotFound for an agent that is not there.
 */
export const sayAfter = async (ctx: Ctx, before: Told[], words: Words): Promise<Said> => {
  ctx.must('conversations.reply')
  if (before.length === 0) return say(ctx, words)
  await findAgent(ctx, words.agentId)
  // A customer has few conversations, and a program's key as many as it has customers: theirs may begin alike.
  const same = ctx.actor.kind === 'customer' ? await findSame(ctx, before, words) : undefined
  return say(ctx, { ...words, conversationId: same ?? (await broughtIn(ctx, before, words)) })
}

/** Brought in first and said then: whoever asks again after a crash in between goes on where it stopped. */
const broughtIn = async (ctx: Ctx, before: Told[], { agentId, clientMessageId }: Words): Promise<string> => {
  const known = clientMessageId && (await findImported(ctx, clientMessageId))
  if (known) return known
  const at = ctx.now()
  const first = before.find(({ sender }) => sender === 'customer') ?? before[0]
  const messages = before.map(told => ({ ...told, citations: [], at }))
  const past = { agentId, title: titleOf(first?.text ?? ''), status: 'open', messages } as const
  return importConversation(ctx, { ...past, ...(clientMessageId ? { clientId: clientMessageId } : {}) })
}
