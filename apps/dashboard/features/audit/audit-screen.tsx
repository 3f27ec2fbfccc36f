'use client'

import type { AuditAction } from '@frontdesk/contract/audit'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useWhyNot } from '../../lib/can.ts'
import { refresh } from '../../lib/query.ts'
import { LoadMore } from '../../ui/load-more.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { actionWords } from './action-words.ts'
import { ChainCheck } from './chain-check.tsx'
import { useEntries } from './entries.ts'
import { EntryRow } from './entry-row.tsx'
import { useNames } from './use-names.ts'

const actions = Object.entries(actionWords).map(([value, words]) => ({
  value,
  label: words.charAt(0).toUpperCase() + words.slice(1),
}))

/** Who changed what, newest first, and whether the record of it is whole. */
export const AuditScreen = () => {
  const whyNot = useWhyNot('audit.read')
  const [action, setAction] = useState<AuditAction>()
  const { value, problem, fetching, more } = useEntries(action)
  const names = useNames()
  return (
    <SettingsPage>
      <section aria-labelledby="audit" className="flex flex-col gap-3">
        <header className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="audit" className="text-[16px] font-semibold">
            Audit trail
          </h2>
          <NativeSelect
            aria-label="Action"
            value={action ?? ''}
            disabled={whyNot !== undefined}
            onChange={event => setAction((event.currentTarget.value || undefined) as AuditAction | undefined)}
            data={[{ value: '', label: 'Any action' }, ...actions]}
          />
        </header>
        {whyNot && <p className="text-(--quiet)">{whyNot}</p>}
        <ChainCheck whyNot={whyNot} />
        {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('audit')} />}
        {value === undefined && problem === undefined && whyNot === undefined && <SkeletonRows count={8} />}
        {value?.items.length === 0 && <p className="py-6 text-(--quiet)">Nobody has done this yet.</p>}
        {value !== undefined && value.items.length > 0 && (
          <ol aria-label="Audit trail" className="border-t">
            {value.items.map(entry => (
              <EntryRow key={entry.seq} entry={entry} names={names} />
            ))}
          </ol>
        )}
        <LoadMore more={more} fetching={fetching} />
      </section>
    </SettingsPage>
  )
}
