import type { BusinessHours, Interval } from '@frontdesk/contract/business-hours'
import { mostClosedDates, type Weekday, weekdays } from '@frontdesk/contract/weekdays'

/** What clocks and calendars on the wall show: `2026-11-27`, `09:30`. */
export type LocalTime = { date: string; time: string }

export type Presence = {
  /** What the clocks there show. */
  now: LocalTime
  /** The name of the holiday that it is there. */
  holiday: string | undefined
  isOpen: boolean
  /** When people go or come next, by those clocks; undefined: never. */
  until: LocalTime | undefined
}

/** Whether people are there, and when that changes. Clocks that are put forward or back take the hours with them. */
export const presenceAt = (hours: BusinessHours, at: Date): Presence => {
  const now = localTimeAt(at, hours.timeZone)
  const holiday = hours.closedDates.find(({ date }) => date === now.date)?.name
  const open = intervalsOn(hours, now.date).find(({ from, to }) => from <= now.time && now.time < to)
  const until = open ? closesAt(hours, now.date, open.to) : opensAfter(hours, now)
  return { now, holiday, isOpen: open !== undefined, until }
}

/** No hours at all: nothing is to be said about them. */
export const hasHours = ({ weekly, closedDates }: BusinessHours): boolean =>
  closedDates.length > 0 || weekdays.some(day => weekly[day].length > 0)

const allDay: Interval[] = [{ from: '00:00', to: '24:00' }]

const intervalsOn = ({ weekly, closedDates }: BusinessHours, date: string): readonly Interval[] => {
  if (closedDates.some(closed => closed.date === date)) return []
  return weekdays.some(day => weekly[day].length > 0) ? weekly[weekdayOf(date)] : allDay
}

const weekdayOf = (date: string): Weekday => weekdays[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7] ?? 'monday'

const dayAfter = (date: string): string => {
  const next = new Date(`${date}T00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

// If hours go on through a whole week and all holidays are over, they go on for ever; so it is if none comes.
const mostDays = 7 * (mostClosedDates + 1)

/** One interval may go on where another ends, after midnight, too. */
const closesAt = (hours: BusinessHours, date: string, end: string): LocalTime | undefined => {
  let to = { date, time: end }
  for (let days = 0; days <= mostDays; ) {
    const isMidnight = to.time === '24:00'
    const begins = isMidnight ? { date: dayAfter(to.date), time: '00:00' } : to
    const next = intervalsOn(hours, begins.date).find(({ from }) => from === begins.time)
    if (!next) return to
    to = { date: begins.date, time: next.to }
    if (isMidnight) days++
  }
  return undefined
}

const opensAfter = (hours: BusinessHours, now: LocalTime): LocalTime | undefined => {
  let { date } = now
  for (let days = 0; days <= mostDays; days++) {
    const times = intervalsOn(hours, date).map(({ from }) => from)
    const [first] = times.filter(from => days > 0 || from > now.time).sort()
    if (first !== undefined) return { date, time: first }
    date = dayAfter(date)
  }
  return undefined
}

const clocks = new Map<string, Intl.DateTimeFormat>()
// More than there are zones, which may be written in any case.
const mostClocks = 1_000

const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  if (clocks.size >= mostClocks) clocks.clear()
  clocks.set(timeZone, clock)
  return clock
}

const localTimeAt = (at: Date, timeZone: string): LocalTime => {
  const shown = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    date: `${shown.get('year')}-${shown.get('month')}-${shown.get('day')}`,
    time: `${shown.get('hour')}:${shown.get('minute')}`,
  }
}
