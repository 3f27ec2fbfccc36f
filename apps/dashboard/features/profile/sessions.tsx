import type { Session } from '@frontdesk/contract/sessions'
import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { endOtherSessions, endSession, listSessions } from '../../lib/endpoints.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { Moment } from '../../ui/moment.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useAction } from '../../ui/use-action.ts'
import { deviceName } from './device-name.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })

const load = () => api.call(listSessions)

/** Where one is signed in, and the way to end that. */
export const Sessions = () => {
  const { value, problem } = useQuery('sessions', load)
  const [endingOthers, setEndingOthers] = useState(false)
  const endOthers = async () => {
    await api.call(endOtherSessions)
    await refresh('sessions')
  }
  const others = value?.items.filter(({ current }) => !current).length ?? 0
  return (
    <section aria-labelledby="sessions" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="sessions" className="text-[16px] font-semibold">
          Sessions
        </h2>
        {others > 0 && (
          <Button variant="default" onClick={() => setEndingOthers(true)}>
            End all others
          </Button>
        )}
      </header>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('sessions')} />}
      {value === undefined && problem === undefined && <SkeletonRows count={3} />}
      {value !== undefined && (
        <ul aria-label="Sessions" className="border-t">
          {value.items.map(session => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {endingOthers && (
        <Confirm
          title="End all other sessions?"
          action="End them"
          onConfirm={endOthers}
          onClose={() => setEndingOthers(false)}
        >
          Whoever uses them has to sign in again. You stay signed in here.
        </Confirm>
      )}
    </section>
  )
}

const SessionRow = ({ session: { id, current, userAgent, ip, startedAt } }: { session: Session }) => {
  const device = deviceName(userAgent)
  const { start, working, problem } = useAction(async () => {
    await api.call(endSession, { parameters: { sessionId: id } })
    await refresh('sessions')
  })
  return (
    <li className="border-b py-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 flex-1 basis-[180px] truncate font-medium" title={userAgent ?? undefined} dir="auto">
          {device}
        </span>
        <span className="text-[13px] text-(--quiet) tabular-nums md:w-40">{ip ?? 'From an unknown address'}</span>
        <span className="text-[13px] text-(--quiet) md:w-36">
          Began <Moment at={startedAt} />
        </span>
        <span className="ms-auto w-[88px] text-end">
          {current ? (
            <span className="text-[13px] text-(--good)">This one</span>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`End ${device}`}
              loading={working}
              onClick={() => void start()}
              fullWidth
            >
              End
            </Button>
          )}
        </span>
      </div>
      {problem !== undefined && <Problem thrown={problem} />}
    </li>
  )
}
