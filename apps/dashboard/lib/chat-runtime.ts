import { type ThreadMessageLike, useExternalStoreRuntime } from '@assistant-ui/react'
import type { Conversation } from '@frontdesk/contract/conversations'
import type { Attachment } from '@frontdesk/contract/files'
import { useMemo } from 'react'
import { sendMessage, stopAnswer } from './chat-actions.ts'
import { isAnswering, keyOf, type ShownMessage, useThread } from './chat-threads.ts'

const endings = {
  streaming: { type: 'running' },
  reconnecting: { type: 'running' },
  complete: { type: 'complete', reason: 'stop' },
  cancelled: { type: 'incomplete', reason: 'cancelled' },
  failed: { type: 'incomplete', reason: 'error' },
  sending: { type: 'running' },
  unsent: { type: 'incomplete', reason: 'error' },
} as const satisfies Record<ShownMessage['state'], ThreadMessageLike['status']>

const asThreadMessage = (message: ShownMessage): ThreadMessageLike => ({
  id: message.id,
  role: message.sender === 'customer' ? 'user' : 'assistant',
  content: message.text,
  createdAt: message.createdAt,
  metadata: { custom: { shown: message } },
  ...(message.sender === 'agent' && { status: endings[message.state] }),
})

type Chat = {
  threadKey: string
  agentId: string | undefined
  conversations: readonly Conversation[] | undefined
  onOpen: (conversationId: string | undefined) => void
  whyNotReply: string | undefined
}

/** assistant-ui over our own API: the server and lib/chat-threads.ts hold the truth, the runtime only shows it. */
export const useChatRuntime = ({ threadKey, agentId, conversations, onOpen, whyNotReply }: Chat) => {
  const thread = useThread(threadKey)
  const threads = useMemo(
    () =>
      (conversations ?? []).map(({ id, title, lastActivityAt, liveTurnId }) => ({
        id: keyOf(id),
        remoteId: id,
        title,
        status: 'regular' as const,
        custom: { conversationId: id, lastActivityAt, live: liveTurnId !== null },
      })),
    [conversations],
  )
  const answering = isAnswering(thread)
  return useExternalStoreRuntime<ShownMessage>({
    messages: thread.messages,
    convertMessage: asThreadMessage,
    isRunning: answering,
    isLoading: thread.loading,
    isSendDisabled: answering || agentId === undefined || whyNotReply !== undefined,
    onNew: async ({ content, metadata }) => {
      const text = content.map(part => (part.type === 'text' ? part.text : '')).join('')
      if (agentId !== undefined)
        await sendMessage(threadKey, agentId, text, metadata?.custom?.pictures as Attachment[] | undefined)
    },
    onCancel: () => stopAnswer(threadKey),
    adapters: {
      threadList: {
        threadId: threadKey,
        isLoading: conversations === undefined,
        threads,
        onSwitchToNewThread: () => onOpen(undefined),
        onSwitchToThread: id => onOpen(threads.find(item => item.id === id)?.remoteId),
      },
    },
  })
}
