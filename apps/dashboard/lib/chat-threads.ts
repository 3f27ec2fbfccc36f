import type { Citation, Message } from '@frontdesk/contract/conversations'
import type { Attachment } from '@frontdesk/contract/files'
import { useSyncExternalStore } from 'react'

export type ShownMessage = {
  /** Stays the same while the message goes from typed to stored, so nothing on screen is drawn anew. */
  id: string
  sender: Message['sender']
  /** The name of the person who wrote it. */
  author: string | null
  text: string
  attachments: Attachment[]
  citations: Citation[]
  state: 'sending' | 'unsent' | 'streaming' | 'reconnecting' | 'complete' | 'cancelled' | 'failed'
  turnId: string | null
  clientMessageId: string | null
  seq: number | null
  /** Why it is unsent or failed, as a sentence. */
  problem: string | null
  createdAt: Date
}

export type Thread = {
  key: string
  conversationId: string | undefined
  agentId: string | undefined
  /** The draft answers, whichever version is live: somebody tries it. */
  tryDraft: boolean
  messages: readonly ShownMessage[]
  loading: boolean
  problem: unknown
}

const threads = new Map<string, Thread>()
const listeners = new Set<() => void>()

const threadFor = (key: string): Thread => {
  const known = threads.get(key)
  if (known) return known
  const thread = {
    key,
    conversationId: undefined,
    agentId: undefined,
    tryDraft: false,
    messages: [],
    loading: false,
    problem: undefined,
  }
  threads.set(key, thread)
  return thread
}

export const readThread = threadFor

export const editThread = (key: string, edit: Partial<Thread>) => {
  threads.set(key, { ...threadFor(key), ...edit })
  for (const listener of listeners) listener()
}

export const editMessage = (key: string, id: string, edit: (message: ShownMessage) => Partial<ShownMessage>) =>
  editThread(key, {
    messages: threadFor(key).messages.map(message => (message.id === id ? { ...message, ...edit(message) } : message)),
  })

/** A conversation begun in this tab keeps the key it had before the server named it. */
export const keyOf = (conversationId: string) =>
  [...threads.values()].find(thread => thread.conversationId === conversationId)?.key ?? conversationId

export const isAnswering = ({ messages }: Thread) =>
  messages.some(({ state }) => state === 'streaming' || state === 'reconnecting')

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const noThread = threadFor('')

export const useThread = (key: string): Thread =>
  useSyncExternalStore(
    subscribe,
    () => threadFor(key),
    () => noThread,
  )

export const shownFrom = (message: Message): ShownMessage => ({
  id: message.clientMessageId ?? message.id,
  sender: message.sender,
  author: message.author?.name ?? null,
  text: message.text,
  attachments: message.attachments,
  citations: message.citations,
  state: message.finish ?? 'complete',
  turnId: message.turnId,
  clientMessageId: message.clientMessageId,
  seq: message.seq,
  problem: null,
  createdAt: new Date(message.createdAt),
})

export const newMessage = (message: Pick<ShownMessage, 'id' | 'sender' | 'state'> & Partial<ShownMessage>) => ({
  text: '',
  attachments: [],
  author: null,
  citations: [],
  turnId: null,
  clientMessageId: null,
  seq: null,
  problem: null,
  createdAt: new Date(),
  ...message,
})
