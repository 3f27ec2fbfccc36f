import type { TurnStatus } from '@frontdesk/contract/chat'
import { readTurn } from '@frontdesk/contract/chat'
import type { Client } from '@frontdesk/contract/client'
import { listConversations, listMessages, type Message } from '@frontdesk/contract/conversations'
import { listToolCalls, type ToolCall } from '@frontdesk/contract/tool-calls'

export type FinalConversation = { id: string; lastSeq: number; liveTurnId: string | null; messages: Message[] }
export type FinalTurn = { id: string; conversationId: string; status: TurnStatus; messageId: string | null }

export type FinalCall = Pick<ToolCall, 'id' | 'turnId' | 'name' | 'arguments' | 'effect' | 'state'>

/** What is there when all is over, as the API tells it. */
export type FinalState = { conversations: FinalConversation[]; turns: FinalTurn[]; calls: FinalCall[] }

export const readFinalState = async (client: Client): Promise<FinalState> => {
  const conversations: FinalConversation[] = []
  let cursor: string | undefined
  do {
    const page = await client.call(listConversations, { query: { limit: 100, ...(cursor ? { cursor } : {}) } })
    for (const { id, lastSeq, liveTurnId } of page.items)
      conversations.push({ id, lastSeq, liveTurnId, messages: await messagesOf(client, id) })
    cursor = page.next ?? undefined
  } while (cursor)
  const turnIds = new Set(conversations.flatMap(({ messages }) => messages.flatMap(({ turnId }) => turnId ?? [])))
  const turns: FinalTurn[] = []
  for (const turnId of turnIds) {
    const { id, conversationId, status, messageId } = await client.call(readTurn, { parameters: { turnId } })
    turns.push({ id, conversationId, status, messageId })
  }
  return { conversations, turns, calls: await callsOf(client) }
}

const callsOf = async (client: Client): Promise<FinalCall[]> => {
  const calls: FinalCall[] = []
  let cursor: string | undefined
  do {
    const page = await client.call(listToolCalls, { query: { limit: 100, ...(cursor ? { cursor } : {}) } })
    calls.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return calls
}

const messagesOf = async (client: Client, conversationId: string): Promise<Message[]> => {
  const messages: Message[] = []
  for (;;) {
    const afterSeq = messages.at(-1)?.seq ?? 0
    const page = await client.call(listMessages, { parameters: { conversationId }, query: { afterSeq } })
    messages.push(...page.items)
    if (page.next === null || page.items.length === 0) return messages
  }
}
