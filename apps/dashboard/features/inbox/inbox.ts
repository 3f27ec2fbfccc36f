import type { Handler, Message } from '@frontdesk/contract/conversations'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { listConversations, listMessages, readConversation } from '../../lib/endpoints.ts'
import { usePages } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

/** What can be looked at, by the word in the address. */
export const boxes = [
  { name: 'waiting', title: 'Waiting', handler: 'queue' },
  { name: 'people', title: 'With people', handler: 'person' },
  { name: 'ai', title: 'With the AI', handler: 'ai' },
] as const satisfies { name: string; title: string; handler: Handler }[]

export type Box = (typeof boxes)[number]

const lookEveryMs = 5_000

/** The open conversations of one box, the latest activity first. */
export const useBox = ({ handler }: Box) => {
  const load = useCallback(
    (cursor: string | undefined) =>
      api.call(listConversations, { query: { handler, status: 'open', limit: 40, ...(cursor && { cursor }) } }),
    [handler],
  )
  return usePages(`inbox:${handler}`, load, () => lookEveryMs)
}

const searchAgainMs = 30_000

/** Conversations of any box that have these words, open or resolved, the latest activity first. */
export const useFound = (search: string) => {
  const load = useCallback(
    (cursor: string | undefined) =>
      api.call(listConversations, { query: { search, limit: 40, ...(cursor && { cursor }) } }),
    [search],
  )
  return usePages(`inbox:search:${search}`, load, () => searchAgainMs)
}

export const useConversation = (conversationId: string | undefined) => {
  const load = useCallback(() => read(conversationId ?? ''), [conversationId])
  return useQuery(conversationId === undefined ? null : `inbox-conversation:${conversationId}`, load, () => lookEveryMs)
}

const read = async (conversationId: string) => {
  const [conversation, messages] = await Promise.all([
    api.call(readConversation, { parameters: { conversationId } }),
    messagesOf(conversationId, 0),
  ])
  return { conversation, messages }
}

const messagesOf = async (conversationId: string, afterSeq: number): Promise<Message[]> => {
  const page = await api.call(listMessages, { parameters: { conversationId }, query: { afterSeq, limit: 500 } })
  return page.next === null ? page.items : [...page.items, ...(await messagesOf(conversationId, Number(page.next)))]
}
