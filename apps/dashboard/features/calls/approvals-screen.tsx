'use client'

import type { ToolCall, ToolCallState } from '@frontdesk/contract/tool-calls'
import { NativeSelect } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { useState } from 'react'
import { useWhyNot } from '../../lib/can.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AppLink } from '../../ui/link.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { CallRow } from './call-row.tsx'
import { states } from './call-state.tsx'
import { useCalls } from './calls.ts'

const choices = [
  ...Object.entries(states).map(([value, { word }]) => ({ value, label: word })),
  { value: '', label: 'All calls' },
]

/** What agents want to do and a person has to decide on; and, on demand, whatever they called. */
export const ApprovalsScreen = () => {
  const [state, setState] = useState<ToolCallState | undefined>('waiting')
  const whyNot = useWhyNot('conversations.read')
  const { value, problem, fetching, more } = useCalls(state, whyNot)
  return (
    <Page
      title="Approvals"
      lead="Calls that wait for a person before they run."
      actions={
        <NativeSelect
          aria-label="Which calls"
          value={state ?? ''}
          disabled={whyNot !== undefined}
          onChange={event => setState((event.currentTarget.value || undefined) as ToolCallState | undefined)}
          data={choices}
        />
      }
    >
      {whyNot && <p className="text-(--quiet)">{whyNot}</p>}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('tool-calls')} />}
      {value === undefined && problem === undefined && whyNot === undefined && <SkeletonRows />}
      {value?.items.length === 0 && state === 'waiting' && (
        <EmptyState icon={IconChecklist} title="Nothing waits">
          When an agent wants to call a tool that asks for approval, the call stands here with exactly what would be
          sent, until somebody approves or rejects it.
        </EmptyState>
      )}
      {value?.items.length === 0 && state !== 'waiting' && (
        <p className="py-6 text-(--quiet)">There is no such call.</p>
      )}
      {value !== undefined && value.items.length > 0 && (
        <ol data-walk aria-label="Calls" className="flex flex-col gap-4">
          {value.items.map(call => (
            <Item key={call.id} call={call} />
          ))}
        </ol>
      )}
      <LoadMore more={more} fetching={fetching} />
    </Page>
  )
}

const Item = ({ call }: { call: ToolCall }) => (
  <li className="flex flex-col gap-1">
    <p className="flex flex-wrap items-center gap-x-4 text-[13px] text-(--quiet) tabular-nums">
      <Moment at={call.plannedAt} />
      <AppLink
        href={paths.chat({ conversation: call.conversationId })}
        className="inline-flex min-h-6 items-center text-(--accent) underline"
      >
        Conversation
      </AppLink>
      <AppLink href={paths.trace(call.turnId)} className="inline-flex min-h-6 items-center text-(--accent) underline">
        Trace
      </AppLink>
    </p>
    <CallRow call={call} />
  </li>
)
