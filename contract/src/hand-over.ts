import { z } from 'zod'
import { Conversation, Message } from './conversations.ts'
import { endpoint, Id } from './endpoint.ts'

const Reason = z.string().trim().min(1).max(1_000)
const Summary = z.string().trim().max(4_000)

export const handOverConversation = endpoint('POST /conversations/:conversationId/hand-over', {
  summary:
    'Puts a conversation into the queue for people: its agent answers no more. Whoever waits there already stays.',
  permission: 'conversations.reply',
  body: z.strictObject({ reason: Reason, summary: Summary.default(''), teamId: Id.optional() }),
  reply: Conversation,
  errors: ['not-found'],
})
export const takeOverConversation = endpoint('POST /conversations/:conversationId/take-over', {
  summary:
    'Takes a conversation from its agent, or from the queue: an answer under way stops, and nothing that it had planned is done.',
  permission: 'conversations.reply',
  reply: Conversation,
  errors: ['not-found'],
})
export const handBackConversation = endpoint('POST /conversations/:conversationId/hand-back', {
  summary: 'Gives a conversation back to its agent, who answers the next message.',
  permission: 'conversations.reply',
  reply: Conversation,
  errors: ['not-found'],
})
export const replyToConversation = endpoint('POST /conversations/:conversationId/messages', {
  summary: 'Writes to the customer as a person. Whoever writes takes the conversation over.',
  permission: 'conversations.reply',
  body: z.strictObject({
    text: z.string().trim().min(1).max(10_000),
    /** Your id for this message; sending it again finds the first instead of making a second. */
    clientMessageId: z.string().min(1).max(200).optional(),
  }),
  reply: Message,
  status: 201,
  idempotent: true,
  errors: ['not-found', 'conflict'],
})
