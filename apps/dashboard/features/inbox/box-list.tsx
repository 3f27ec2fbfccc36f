import { IconInbox } from '@tabler/icons-react'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ConversationRow } from './conversation-row.tsx'
import { type Box, useBox } from './inbox.ts'
import { Rows, RowsToCome } from './rows.tsx'

const nothingThere: Record<Box['name'], string> = {
  waiting: 'Nobody waits. What agents hand over to people appears here.',
  people: 'Nobody has a conversation at the moment. Those that are taken over appear here.',
  ai: 'No open conversation is with the AI.',
}

export const BoxList = ({ box, chosen }: { box: Box; chosen: string | undefined }) => {
  const { value, problem, more, fetching } = useBox(box)
  if (value === undefined && problem === undefined) return <RowsToCome />
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
      <Rows label={box.title} more={more} fetching={fetching}>
        {value !== undefined &&
          value.items.length > 0 &&
          value.items.map(conversation => (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              href={paths.inbox({ box: box.name, conversation: conversation.id })}
              current={conversation.id === chosen}
            >
              {conversation.handOver && (
                <span className="truncate text-[13px] text-(--quiet)" dir="auto">
                  {conversation.handOver.reason}
                </span>
              )}
            </ConversationRow>
          ))}
      </Rows>
    </>
  )
}
