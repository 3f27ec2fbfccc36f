import type { BusinessHours } from '@frontdesk/contract/business-hours'
import { mostClosedDates } from '@frontdesk/contract/weekdays'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { problemAt } from '../../lib/api.ts'

type Dates = BusinessHours['closedDates']
type Props = { dates: Dates; problem: unknown; locked: boolean; onChange: (dates: Dates) => void }

/** Holidays: nobody is there all day. */
export const ClosedDates = ({ dates, problem, locked, onChange }: Props) => {
  const change = (place: number, changed: Partial<Dates[number]>) =>
    onChange(dates.map((date, other) => (other === place ? { ...date, ...changed } : date)))
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-3 border-0 p-0">
      <legend className="mb-2 p-0 text-[14px] font-semibold">Closed dates</legend>
      {dates.length === 0 && <p className="text-(--quiet)">None. On a closed date nobody is there all day.</p>}
      {dates.map(({ date, name }, place) => (
        <div key={String(place)} className="flex items-start gap-2">
          <TextInput
            type="date"
            className="w-[144px] shrink-0"
            aria-label={`Closed date ${place + 1}`}
            required
            readOnly={locked}
            error={problemAt(problem, `/closedDates/${place}/date`)}
            value={date}
            onChange={event => change(place, { date: event.currentTarget.value })}
          />
          <TextInput
            className="min-w-0 flex-1"
            aria-label={`What closed date ${place + 1} is called`}
            placeholder="Christmas Day"
            dir="auto"
            required
            maxLength={100}
            readOnly={locked}
            error={problemAt(problem, `/closedDates/${place}/name`)}
            value={name}
            onChange={event => change(place, { name: event.currentTarget.value })}
          />
          <ActionIcon
            size={36}
            variant="subtle"
            color="gray"
            disabled={locked}
            aria-label={`Remove closed date ${place + 1}`}
            onClick={() => onChange(dates.filter((_, other) => other !== place))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        className="self-start"
        disabled={locked || dates.length >= mostClosedDates}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...dates, { date: '', name: '' }])}
      >
        Add closed date
      </Button>
    </fieldset>
  )
}
