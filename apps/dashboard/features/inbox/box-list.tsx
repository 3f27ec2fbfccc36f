import type { Conversation } from '@frontdesk/contract/conversations'
import { Button } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AppLink } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { type Box, useBox } from './inbox.ts'

const nothingThere: Record<Box['name'], string> = {
  waiting: 'Nobody waits. What agents hand over to people appears here.',
  people: 'Nobody has a conversation at the moment. Those that are taken over appear here.',
  ai: 'No open conversation is with the AI.',
}

export const BoxList = ({ box, chosen }: { box: Box; chosen: string | undefined }) => {
  const { value, problem, more, fetching } = useBox(box)
  if (value === undefined && problem === undefined)
    return (
      <div className="px-4">
        <SkeletonRows count={8} />
      </div>
    )
  return (
    <>
      {problem !== undefined && value === undefined && (
        <Problem thrown={problem} onRetry={() => void refresh('inbox:')} />
      )}
      {value?.items.length === 0 && (
        <EmptyState icon={IconInbox} title="All quiet">
          {nothingThere[box.name]}
        </EmptyState>
      )}
      {value !== undefined && value.items.length > 0 && (
        <ul data-walk aria-label={box.title} className="flex flex-col gap-px px-2 pb-4">
          {value.items.map(conversation => (
            <Row key={conversation.id} conversation={conversation} box={box} current={conversation.id === chosen} />
          ))}
        </ul>
      )}
      {more && (
        <Button variant="subtle" color="gray" loading={fetching} onClick={more}>
          Earlier conversations
        </Button>
      )}
    </>
  )
}

type RowProps = { conversation: Conversation; box: Box; current: boolean }

const Row = ({ conversation: { id, title, handOver, waitingSince, lastActivityAt }, box, current }: RowProps) => (
  <li>
    <AppLink
      href={paths.inbox({ box: box.name, conversation: id })}
      aria-current={current ? 'true' : undefined}
      className={`flex min-h-11 flex-col justify-center rounded-lg px-2 py-1.5 no-underline ${
        current ? 'bg-(--chosen) text-(--accent)' : 'text-(--mantine-color-text) hover:bg-(--hover)'
      }`}
    >
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate" dir="auto">
          {title || 'Untitled'}
        </span>
        <Moment
          at={waitingSince ?? lastActivityAt}
          className={`shrink-0 text-[12px] tabular-nums ${waitingSince ? 'text-(--warn)' : 'text-(--quiet)'}`}
        />
      </span>
      {handOver && (
        <span className="truncate text-[13px] text-(--quiet)" dir="auto">
          {handOver.reason}
        </span>
      )}
    </AppLink>
  </li>
)
