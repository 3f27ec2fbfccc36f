import type { SecurityEvent } from '@frontdesk/contract/security'
import { useState } from 'react'
import { refresh } from '../../lib/query.ts'
import { type Fact, factsOf, optional } from '../../ui/facts.ts'
import { FoldingRow } from '../../ui/folding-row.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import type { Names } from '../audit/audit-line.ts'
import { EventFilter } from './event-filter.tsx'
import { eventDeed, whoDid } from './event-line.ts'
import { LevelMark } from './level-mark.tsx'
import { type Filter, useEvents } from './security.ts'

type Props = { names: Names; whyNot: string | undefined }

/** What happened around signing in and permissions, newest first. */
export const Events = ({ names, whyNot }: Props) => {
  const [filter, setFilter] = useState<Filter>({})
  const { value, problem, fetching, more } = useEvents(filter)
  return (
    <section aria-labelledby="events" className="mt-8 flex flex-col gap-3">
      <h2 id="events" className="text-[16px] font-semibold">
        Events
      </h2>
      <EventFilter filter={filter} onChange={setFilter} disabled={whyNot !== undefined} />
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('security:events')} />}
      {value === undefined && problem === undefined && whyNot === undefined && <SkeletonRows count={8} />}
      {value?.items.length === 0 && <p className="py-2 text-(--quiet)">Nothing like this has happened in 90 days.</p>}
      {value !== undefined && value.items.length > 0 && (
        <ol aria-label="Events" className="border-t">
          {value.items.map(event => (
            <EventRow key={event.id} event={event} names={names} />
          ))}
        </ol>
      )}
      <LoadMore more={more} fetching={fetching} />
    </section>
  )
}

const EventRow = ({ event, names }: { event: SecurityEvent; names: Names }) => (
  <FoldingRow at={event.at} facts={keptOf(event)} mark={<LevelMark level={event.level} />}>
    <span className="font-medium">{whoDid(event, names)}</span> {eventDeed(event, names)}
  </FoldingRow>
)

const keptOf = ({ at, name, actor, ip, userAgent, details, requestId }: SecurityEvent): Fact[] => [
  ['When', new Date(at).toLocaleString()],
  ['Event', name],
  ...optional('Who', actor),
  ...factsOf(details),
  ...optional('From', ip),
  ...optional('Device', userAgent),
  ...optional('Request', requestId),
]
