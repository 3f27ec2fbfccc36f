import type { SecurityAlert } from '@frontdesk/contract/security'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { refresh } from '../../lib/query.ts'
import { LoadMore } from '../../ui/load-more.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import type { Names } from '../audit/audit-line.ts'
import { AlertRow } from './alert-row.tsx'
import { useAlerts } from './security.ts'

type Props = { names: Names; whyNot: string | undefined }

/** What somebody should look at, on top of everything. */
export const Alerts = ({ names, whyNot }: Props) => {
  const [status, setStatus] = useState<SecurityAlert['status']>('open')
  const { value, problem, fetching, more } = useAlerts(status)
  return (
    <section aria-labelledby="alerts" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="alerts" className="text-[16px] font-semibold">
          Alerts
        </h2>
        <NativeSelect
          aria-label="Which alerts"
          value={status}
          disabled={whyNot !== undefined}
          onChange={event => setStatus(event.currentTarget.value as SecurityAlert['status'])}
          data={[
            { value: 'open', label: 'Open' },
            { value: 'acknowledged', label: 'Acknowledged' },
          ]}
        />
      </header>
      {whyNot && <p className="text-(--quiet)">{whyNot}</p>}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('security:alerts')} />}
      {value === undefined && problem === undefined && whyNot === undefined && <SkeletonRows count={2} />}
      {value?.items.length === 0 && (
        <p className="py-2 text-(--quiet)">
          {status === 'open' ? 'Nothing needs to be looked at.' : 'Nobody has acknowledged an alert yet.'}
        </p>
      )}
      {value !== undefined && value.items.length > 0 && (
        <ul aria-label="Alerts" className="border-t">
          {value.items.map(alert => (
            <AlertRow key={alert.id} alert={alert} names={names} />
          ))}
        </ul>
      )}
      <LoadMore more={more} fetching={fetching} />
    </section>
  )
}
