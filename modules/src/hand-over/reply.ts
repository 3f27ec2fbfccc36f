import type { Message } from '@frontdesk/contract/conversations'
import { record } from '#audit'
import type { Ctx } from '#context'
import { appendPersonMessage, findByClientId, wakeDispatcher } from '#conversations'
import { Conflict } from '#errors'
import { personOf } from '#identity'
import { becomeHandler } from './take-over.ts'

type Written = { text: string; clientMessageId?: string | undefined }

/**
 * Writes to the customer as a person, and takes the conversation over. The same client id again finds the first message.
 * Throws NotFound for a conversation that the actor does not see, and Conflict for the id of a customer's message.
 */
export const reply = async (ctx: Ctx, id: string, { text, clientMessageId }: Written): Promise<Message> => {
  ctx.must('conversations.reply')
  return ctx.transaction(async within => {
    await becomeHandler(within, id)
    const first = clientMessageId ? await findByClientId(within, id, clientMessageId) : undefined
    if (first?.sender === 'person') return first
    if (first) throw new Conflict('A message of the customer has this client id. Give yours another one.')
    const said = { text, clientMessageId: clientMessageId ?? null, authorId: personOf(within) }
    const message = await appendPersonMessage(within, id, said)
    await record(within, 'conversation.replied', { target: id, details: { messageId: message.id } })
    within.afterCommit(() => wakeDispatcher(within.platform))
    return message
  })
}
