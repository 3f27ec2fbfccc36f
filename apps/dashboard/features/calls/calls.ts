import type { ToolCall, ToolCallState } from '@frontdesk/contract/tool-calls'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { listToolCalls } from '../../lib/endpoints.ts'
import { usePages } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { useMe } from '../../lib/session.ts'

const soonMs = 3_000
const nowAndThenMs = 20_000

const isOpen = ({ state }: ToolCall) => state === 'planned' || state === 'waiting' || state === 'started'

/** Calls in a state, newest first; what waits is looked for again by itself. */
export const useCalls = (state: ToolCallState | undefined, whyNot: string | undefined) => {
  const loadPage = useCallback(
    (cursor: string | undefined) => api.call(listToolCalls, { query: { limit: 30, cursor, state } }),
    [state],
  )
  const key = whyNot === undefined ? `tool-calls:list:${state ?? 'all'}` : null
  return usePages(key, loadPage, () => (state === 'waiting' ? 5_000 : undefined))
}

/** What was called in a conversation lately, oldest first; asked again while anything of it is open. */
export const useConversationCalls = (conversationId: string | undefined) => {
  const load = useCallback(
    () => api.call(listToolCalls, { query: { limit: 100, conversationId } }).then(({ items }) => items.toReversed()),
    [conversationId],
  )
  const key = conversationId === undefined ? null : `tool-calls:of:${conversationId}`
  return useQuery(key, load, calls => (calls.some(isOpen) ? soonMs : undefined))
}

const mostCounted = 9
const loadCount = async () =>
  (await api.call(listToolCalls, { query: { limit: mostCounted + 1, state: 'waiting' } })).items.length

/** How many calls wait for whoever is signed in: `9+` for many, empty for none or where deciding is not theirs. */
export const useWaitingCount = (): string => {
  const mine = useMe().value?.permissions ?? []
  const decides = mine.includes('tool-calls.decide') && mine.includes('conversations.read')
  const count = useQuery(decides ? 'tool-calls:count' : null, loadCount, () => nowAndThenMs).value ?? 0
  if (count > mostCounted) return `${mostCounted}+`
  return count === 0 ? '' : String(count)
}
