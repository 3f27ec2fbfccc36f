import { MessageByIndexProvider, useAuiState } from '@assistant-ui/react'
import type { Agent } from '@frontdesk/contract/agents'
import { openThread } from '../../lib/chat-actions.ts'
import type { Thread } from '../../lib/chat-threads.ts'
import type { Query } from '../../lib/query.ts'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import type { AgentList } from '../agents/agents.ts'
import { Announcer } from './announcer.tsx'
import { Composer } from './composer.tsx'
import { Greeting } from './greeting.tsx'
import { MessageView } from './message-view.tsx'
import { ThreadHeader } from './thread-header.tsx'
import { useStickToEnd } from './use-stick-to-end.ts'

type Props = {
  thread: Thread
  agent: Agent | undefined
  agents: Query<AgentList>
  onAgent: (agentId: string) => void
  onList: () => void
  onTrace: (turnId: string | undefined) => void
  whyNotReply: string | undefined
}

/** assistant-ui's thread: the messages of one conversation and the place to write. */
export const ThreadView = ({ thread, agent, agents, onAgent, onList, onTrace, whyNotReply }: Props) => {
  const count = useAuiState(state => state.thread.messages.length)
  const stick = useStickToEnd(thread.key)
  const isNew = thread.conversationId === undefined && count === 0
  return (
    <section aria-label="Conversation" className="flex h-full min-w-0 flex-1 flex-col">
      <ThreadHeader
        agent={agent}
        agents={agents}
        isNew={isNew}
        tryDraft={thread.tryDraft}
        onAgent={onAgent}
        onList={onList}
      />
      <div ref={stick.scroller} className="relative min-h-0 flex-1 overflow-y-auto" data-testid="thread">
        <div ref={stick.content} className="mx-auto flex max-w-[calc(68ch+32px)] flex-col gap-6 px-4 py-6">
          {isNew && <Greeting agent={agent} tryDraft={thread.tryDraft} problem={agents.problem} />}
          {thread.loading && count === 0 && <SkeletonRows />}
          {thread.problem !== undefined && (
            <Problem
              thrown={thread.problem}
              onRetry={() => void openThread(thread.key, thread.conversationId ?? thread.key)}
            />
          )}
          {Array.from({ length: count }, (_, index) => (
            <MessageByIndexProvider key={thread.messages[index]?.id ?? String(index)} index={index}>
              <MessageView threadKey={thread.key} onTrace={onTrace} />
            </MessageByIndexProvider>
          ))}
        </div>
      </div>
      {stick.away && (
        <div className="relative">
          <button
            type="button"
            onClick={stick.toEnd}
            className="absolute bottom-2 left-1/2 min-h-9 -translate-x-1/2 cursor-pointer rounded-full border bg-(--mantine-color-body) px-4 shadow-md"
          >
            Go to the latest
          </button>
        </div>
      )}
      <Composer
        key={thread.key}
        draftKey={draftKeyOf(thread)}
        agentName={agent?.name}
        whyNot={whyNotReply ?? whyNotHere(thread, agent, agents.value)}
      />
      <Announcer thread={thread} />
    </section>
  )
}

// A conversation that is opened by its address is known by it before it has been read.
const draftKeyOf = ({ key, conversationId }: Thread) => conversationId ?? (key.startsWith('new:') ? 'new' : key)

const whyNotHere = (thread: Thread, agent: Agent | undefined, agents: AgentList | undefined) => {
  if (thread.problem !== undefined) return 'This conversation could not be opened.'
  if (agents?.items.length === 0) return 'There is no agent who could answer. Make one first.'
  const orphaned = agents !== undefined && thread.agentId !== undefined && agent === undefined
  return orphaned ? 'The agent of this conversation was deleted. Start a new conversation.' : undefined
}
