import type { BusinessHours } from '@frontdesk/contract/business-hours'
import { Button, NativeSelect } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { api, problemAt } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { setBusinessHours } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { ClosedDates } from './closed-dates.tsx'
import { draftOf, zonesWith } from './hours-draft.ts'
import { WeekFields } from './week-fields.tsx'

/** The time zone, the week and the closed dates, saved together. */
export const HoursForm = ({ present }: { present: BusinessHours }) => {
  const whyNot = useWhyNot('organization.manage')
  const [first] = useState(() => draftOf(present, Intl.DateTimeFormat().resolvedOptions().timeZone))
  const [draft, setDraft] = useState(first)
  const zones = useMemo(() => zonesWith(first.timeZone), [first])
  const changed = JSON.stringify(draft) !== JSON.stringify(first)
  useUnsavedChanges(changed)
  const { start, working, problem } = useAction(async () => {
    await api.call(setBusinessHours, { body: draft })
    nothingUnsaved()
    void notify('Saved')
    await refresh('business-hours')
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  const locked = whyNot !== undefined
  const isPlaced = ['/timeZone', '/weekly', '/closedDates'].some(field => problemAt(problem, field) !== undefined)
  return (
    <form className="flex max-w-[640px] flex-col gap-6" onSubmit={onSubmit}>
      <p className="text-(--quiet)">
        Agents know whether people are there and when they are next, and a customer who is handed over reads when people
        are back. Without any hours people may be there at any time, and nothing is said about it.
      </p>
      <NativeSelect
        label="Time zone"
        className="max-w-[320px]"
        disabled={locked}
        error={problemAt(problem, '/timeZone')}
        value={draft.timeZone}
        onChange={event => setDraft({ ...draft, timeZone: event.currentTarget.value })}
        data={zones}
      />
      <WeekFields
        weekly={draft.weekly}
        problem={problem}
        locked={locked}
        onChange={weekly => setDraft({ ...draft, weekly })}
      />
      <ClosedDates
        dates={draft.closedDates}
        problem={problem}
        locked={locked}
        onChange={closedDates => setDraft({ ...draft, closedDates })}
      />
      {problem !== undefined && !isPlaced && <Problem thrown={problem} />}
      {whyNot ? (
        <p className="text-(--quiet)">{whyNot}</p>
      ) : (
        <Button type="submit" className="self-start" loading={working} disabled={!changed}>
          Save business hours
        </Button>
      )}
    </form>
  )
}
