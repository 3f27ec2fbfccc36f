import type { ListedConversation, Match } from '@frontdesk/contract/conversations'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { type InboxPlace, paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ConversationRow } from './conversation-row.tsx'
import { useFound } from './inbox.ts'
import { Rows, RowsToCome } from './rows.tsx'

type Props = { search: string; place: InboxPlace }

/** The conversations that have the words, each with the line where they stand. */
export const FoundList = ({ search, place }: Props) => {
  const { value, problem, more, fetching } = useFound(search)
  const found = useLast(value)
  if (found === undefined && problem !== undefined)
    return <Problem thrown={problem} onRetry={() => void refresh('inbox:')} />
  if (found === undefined) return <RowsToCome />
  const { items } = found
  return (
    <>
      <p role="status" className="px-4 pb-2 text-[12px] text-(--quiet)">
        {items.length > 0 && countOf(items.length, more !== undefined)}
      </p>
      {items.length === 0 && (
        <EmptyState icon={IconSearch} title={more ? 'Nothing in the latest ones' : 'Nothing found'}>
          {more ? 'None of the latest conversations that you see has' : 'No conversation that you see has'} “
          <span dir="auto" className="[overflow-wrap:anywhere]">
            {search}
          </span>
          ”.
        </EmptyState>
      )}
      <Rows label="Found" isBusy={value === undefined} more={more} fetching={fetching}>
        {items.length > 0 &&
          items.map(each => (
            <ConversationRow
              key={each.id}
              conversation={each}
              href={paths.inbox({ ...place, search, conversation: each.id, message: messageOf(each) })}
              current={each.id === place.conversation}
            >
              {each.match && <Excerpt match={each.match} />}
            </ConversationRow>
          ))}
      </Rows>
    </>
  )
}

/** What was found before stays until there is something newer, so that nothing flickers while somebody types. */
const useLast = <T,>(value: T | undefined): T | undefined => {
  const [last, setLast] = useState(value)
  useEffect(() => {
    if (value !== undefined) setLast(value)
  }, [value])
  return value ?? last
}

const countOf = (count: number, hasMore: boolean) =>
  hasMore ? `The latest ${count}` : count === 1 ? '1 conversation' : `${count} conversations`

const messageOf = ({ match }: ListedConversation) =>
  match && match.messageSeq !== null ? String(match.messageSeq) : undefined

const Excerpt = ({ match: { excerpt, marks } }: { match: Match }) => {
  const parts: ReactNode[] = []
  let from = 0
  for (const { start, end } of marks) {
    parts.push(
      excerpt.slice(from, start),
      <mark key={start} className="rounded-xs bg-(--marked) text-(--mantine-color-text)">
        {excerpt.slice(start, end)}
      </mark>,
    )
    from = end
  }
  return (
    <span className="line-clamp-2 text-[13px] [overflow-wrap:anywhere] text-(--quiet)" dir="auto">
      {parts}
      {excerpt.slice(from)}
    </span>
  )
}
