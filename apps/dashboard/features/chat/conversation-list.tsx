import { ThreadListItemByIndexProvider, useAuiState } from '@assistant-ui/react'
import type { Conversation } from '@frontdesk/contract/conversations'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { Paged } from '../../lib/pages.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { AppLink } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'

type Props = { conversations: Paged<Conversation>; chosen: string | undefined }

/** assistant-ui's thread list over the organization's conversations. */
export const ConversationList = ({ conversations, chosen }: Props) => {
  const { value, problem, more, fetching } = conversations
  const ids = useAuiState(state => state.threads.threadIds)
  return (
    <div className="flex flex-col gap-2 p-2">
      <Button
        component={AppLink}
        href={paths.chat()}
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        justify="start"
      >
        New conversation
      </Button>
      {value === undefined && problem === undefined && (
        <div className="px-2">
          <SkeletonRows count={8} />
        </div>
      )}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('conversations')} />}
      {value?.items.length === 0 && (
        <p className="px-2 py-3 text-(--quiet)">
          No conversations yet. The first one appears here as soon as you write.
        </p>
      )}
      {value !== undefined && (
        <ul data-walk aria-label="Conversations" className="flex flex-col gap-px">
          {ids.map((id, index) => (
            <ThreadListItemByIndexProvider key={id} index={index} archived={false}>
              <ConversationRow chosen={chosen} />
            </ThreadListItemByIndexProvider>
          ))}
        </ul>
      )}
      {more && (
        <Button variant="subtle" color="gray" loading={fetching} onClick={more}>
          Earlier conversations
        </Button>
      )}
    </div>
  )
}

type RowDetails = { conversationId?: string; lastActivityAt?: string; live?: boolean }

const ConversationRow = ({ chosen }: { chosen: string | undefined }) => {
  const title = useAuiState(state => state.threadListItem.title)
  const { conversationId, lastActivityAt, live } = useAuiState(
    state => (state.threadListItem.custom ?? {}) as RowDetails,
  )
  const current = conversationId !== undefined && conversationId === chosen
  if (conversationId === undefined) return null
  return (
    <li>
      <AppLink
        href={paths.chat({ conversation: conversationId })}
        aria-current={current ? 'true' : undefined}
        className={`flex min-h-10 items-center gap-2 rounded-lg px-2 no-underline ${current ? 'bg-(--chosen) text-(--accent)' : 'text-(--mantine-color-text) hover:bg-(--hover)'}`}
      >
        <span className="min-w-0 flex-1 truncate" dir="auto">
          {title || 'Untitled'}
        </span>
        {live ? (
          <span className="text-[12px] text-(--good)">live</span>
        ) : (
          lastActivityAt && <Moment at={lastActivityAt} className="shrink-0 text-[12px] text-(--quiet) tabular-nums" />
        )}
      </AppLink>
    </li>
  )
}
