'use client'

import { AssistantRuntimeProvider } from '@assistant-ui/react'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useWhyNot } from '../../lib/can.ts'
import { openThread } from '../../lib/chat-actions.ts'
import { useChatRuntime } from '../../lib/chat-runtime.ts'
import { editThread, keyOf, useThread } from '../../lib/chat-threads.ts'
import { paths } from '../../lib/paths.ts'
import { useGo } from '../../ui/link.tsx'
import { useAgents } from '../agents/agents.ts'
import { TracePanel } from '../trace/trace-panel.tsx'
import { ConversationList } from './conversation-list.tsx'
import { useConversations } from './conversations.ts'
import { NoAgents } from './no-agents.tsx'
import { SidePane } from './side-pane.tsx'
import { ThreadView } from './thread-view.tsx'
import { useChosenAgent } from './use-chosen-agent.ts'

const newThreadKey = () => `new:${crypto.randomUUID()}`

/** Conversations, the one that is open, and beside it how an answer came about. */
export const ChatScreen = () => {
  const place = useSearchParams()
  const go = useGo()
  const conversation = place.get('conversation') ?? undefined
  const turn = place.get('turn') ?? undefined
  const [newKey, setNewKey] = useState(newThreadKey)
  const threadKey = conversation === undefined ? newKey : keyOf(conversation)
  const thread = useThread(threadKey)
  const agents = useAgents()
  const conversations = useConversations()
  const chosen = useChosenAgent(agents.value?.items, place.get('agent'))
  const agentId = thread.agentId ?? (conversation === undefined ? chosen.agent?.id : undefined)
  const agent = agents.value?.items.find(({ id }) => id === agentId)
  const whyNotReply = useWhyNot('conversations.reply')
  const [listOpen, setListOpen] = useState(false)

  const tryDraft = place.get('version') === 'draft'
  useEffect(() => {
    if (tryDraft) editThread(threadKey, { tryDraft })
  }, [tryDraft, threadKey])
  // The address says it, so that a draft is still tried after a reload.
  const version = thread.tryDraft ? 'draft' : undefined

  useEffect(() => {
    if (conversation === undefined) return
    // This address shows the begun conversation from now on; the next new one gets a key of its own.
    setNewKey(newThreadKey())
    const look = () => document.visibilityState === 'visible' && void openThread(keyOf(conversation), conversation)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [conversation])

  const begun = conversation === undefined ? thread.conversationId : undefined
  useEffect(() => {
    if (begun !== undefined) window.history.replaceState(null, '', paths.chat({ conversation: begun, version }))
  }, [begun, version])

  const open = (id: string | undefined) => {
    setListOpen(false)
    go(paths.chat({ conversation: id }))
  }
  const showTrace = (id: string | undefined) =>
    go(paths.chat({ conversation: thread.conversationId, turn: id, version }))
  const runtime = useChatRuntime({
    threadKey,
    agentId: agent?.id,
    conversations: conversations.value?.items,
    onOpen: open,
    whyNotReply,
  })

  if (agents.value?.items.length === 0 && conversations.value?.items.length === 0) return <NoAgents />
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <div className="flex h-full">
        <SidePane title="Conversations" side="left" opened={listOpen} onClose={() => setListOpen(false)}>
          <ConversationList conversations={conversations} chosen={conversation} />
        </SidePane>
        <ThreadView
          thread={thread}
          agent={agent}
          agents={agents}
          onAgent={chosen.choose}
          onList={() => setListOpen(true)}
          onTrace={showTrace}
          whyNotReply={whyNotReply}
        />
        {turn && (
          <SidePane title="How this answer came about" side="right" opened onClose={() => showTrace(undefined)}>
            <TracePanel turnId={turn} />
          </SidePane>
        )}
      </div>
    </AssistantRuntimeProvider>
  )
}
