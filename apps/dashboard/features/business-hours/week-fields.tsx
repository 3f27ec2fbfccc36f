import type { BusinessHours, Interval } from '@frontdesk/contract/business-hours'
import { type Weekday, weekdays } from '@frontdesk/contract/weekdays'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { problemAt } from '../../lib/api.ts'
import { endOf, furtherHours, shownEnd } from './hours-draft.ts'

type Props = {
  weekly: BusinessHours['weekly']
  problem: unknown
  locked: boolean
  onChange: (weekly: BusinessHours['weekly']) => void
}

/** Of each weekday, from when to when people are there. */
export const WeekFields = ({ weekly, problem, locked, onChange }: Props) => {
  const hasHours = weekdays.some(day => weekly[day].length > 0)
  return (
    <fieldset className="m-0 flex min-w-0 flex-col border-0 p-0">
      <legend className="mb-2 p-0 text-[14px] font-semibold">Week</legend>
      <ul className="border-t">
        {weekdays.map(day => (
          <li key={day} className="border-b py-3">
            <Day
              day={day}
              intervals={weekly[day]}
              otherwise={hasHours ? 'Closed' : 'Any time'}
              wrong={(place, part) => problemAt(problem, `/weekly/${day}/${place}/${part}`)}
              locked={locked}
              onChange={intervals => onChange({ ...weekly, [day]: intervals })}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

type DayProps = {
  day: Weekday
  intervals: readonly Interval[]
  /** What it is without any. */
  otherwise: string
  wrong: (place: number, part: keyof Interval) => string | undefined
  locked: boolean
  onChange: (intervals: Interval[]) => void
}

const nameOf = (day: Weekday) => `${day.slice(0, 1).toUpperCase()}${day.slice(1)}`

const Day = ({ day, intervals, otherwise, wrong, locked, onChange }: DayProps) => {
  const name = nameOf(day)
  const change = (place: number, changed: Partial<Interval>) =>
    onChange(intervals.map((interval, other) => (other === place ? { ...interval, ...changed } : interval)))
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <span className="w-24 leading-9 font-medium">{name}</span>
      <div className="flex min-w-0 flex-1 flex-col gap-2 max-md:order-3 max-md:basis-full">
        {intervals.length === 0 && <span className="leading-9 text-(--quiet)">{otherwise}</span>}
        {intervals.map(({ from, to }, place) => (
          <div key={String(place)} className="flex items-start gap-2">
            <TimeInput
              label={`${name}, from`}
              value={from}
              error={wrong(place, 'from')}
              locked={locked}
              onChange={time => change(place, { from: time })}
            />
            <span className="leading-9">to</span>
            <TimeInput
              label={`${name}, to`}
              value={shownEnd(to)}
              error={wrong(place, 'to')}
              locked={locked}
              onChange={time => change(place, { to: endOf(time) })}
            />
            <ActionIcon
              size={36}
              variant="subtle"
              color="gray"
              disabled={locked}
              aria-label={`Remove ${from || 'these hours'} on ${name}`}
              onClick={() => onChange(intervals.filter((_, other) => other !== place))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
      <Button
        size="compact-sm"
        variant="default"
        className="mt-1 ms-auto"
        disabled={locked}
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={`Add hours on ${name}`}
        onClick={() => onChange([...intervals, furtherHours(intervals)])}
      >
        Add hours
      </Button>
    </div>
  )
}

type TimeProps = {
  label: string
  value: string
  error: string | undefined
  locked: boolean
  onChange: (time: string) => void
}

const TimeInput = ({ label, value, error, locked, onChange }: TimeProps) => (
  <TextInput
    type="time"
    className="max-w-[140px] min-w-0 flex-1 tabular-nums"
    aria-label={label}
    required
    readOnly={locked}
    error={error}
    value={value}
    onChange={event => onChange(event.currentTarget.value)}
  />
)
