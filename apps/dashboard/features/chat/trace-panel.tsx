import type { TurnTrace } from '@frontdesk/contract/chat'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { readTurn } from '../../lib/endpoints.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { PassageCard } from '../knowledge/passage-card.tsx'
import { factsOf } from './trace-facts.ts'

const pollRunningMs = (trace: TurnTrace) => (trace.status === 'running' ? 1_000 : undefined)

/** Everything about how one answer came to be: what was searched, what was found, what it took. */
export const TracePanel = ({ turnId }: { turnId: string }) => {
  const load = useCallback(() => api.call(readTurn, { parameters: { turnId } }), [turnId])
  const { value: trace, problem } = useQuery(`turn:${turnId}`, load, pollRunningMs)
  if (trace === undefined)
    return (
      <div className="p-4">
        {problem === undefined ? (
          <SkeletonRows />
        ) : (
          <Problem thrown={problem} onRetry={() => void refresh(`turn:${turnId}`)} />
        )}
      </div>
    )
  return (
    <div className="flex flex-col gap-5 p-4" data-testid="trace">
      {trace.error && (
        <p role="alert" className="rounded-lg border border-(--bad) p-3 text-(--bad)">
          {trace.error.message} <code className="text-[12px]">{trace.error.code}</code>
        </p>
      )}
      <FactList facts={factsOf(trace)} />
      <section className="flex flex-col gap-2">
        <h3 className="text-[14px] font-semibold">What was found</h3>
        {trace.passages.length === 0 && <p className="text-[13px] text-(--quiet)">No passage was near enough.</p>}
        {trace.passages.map(passage => (
          <PassageCard key={passage.chunkId} passage={passage} number={passage.number} />
        ))}
      </section>
    </div>
  )
}
