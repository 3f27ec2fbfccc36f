import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { mostClosedDates } from './weekdays.ts'

const Time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'A time such as 09:30, 24:00 at most.', abort: true })

/** From a time to a later one of the same day, which itself is no longer within. */
const Interval = z
  .strictObject({ from: Time, to: Time })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'It has to end after it begins.' })
export type Interval = z.output<typeof Interval>

const Day = z
  .array(Interval)
  .max(12)
  .superRefine((intervals, { addIssue }) => {
    for (const [index, { from, to }] of intervals.entries())
      if (intervals.slice(0, index).some(other => from < other.to && other.from < to))
        addIssue({ code: 'custom', path: [index, 'from'], message: 'It overlaps with another one of this day.' })
  })
  .default([])

const ClosedDates = z
  .array(z.strictObject({ date: z.iso.date(), name: z.string().trim().min(1).max(100) }))
  .max(mostClosedDates)
  .superRefine((dates, { addIssue }) => {
    for (const [index, { date }] of dates.entries())
      if (dates.slice(0, index).some(other => other.date === date))
        addIssue({ code: 'custom', path: [index, 'date'], message: 'This date is there already.' })
  })
  .default([])

const isTimeZone = (name: string) => {
  // Some engines take offsets, too, which know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** When people are there, by the clocks of one time zone. */
export const BusinessHours = z.strictObject({
  /** Its IANA name, such as `Europe/Berlin`. */
  timeZone: z
    .string()
    .max(100)
    .refine(isTimeZone, 'There is no such time zone. They are named like Europe/Berlin.')
    .default('UTC'),
  /** Where no day has any interval, people may be there at any time. */
  weekly: z
    .strictObject({
      monday: Day,
      tuesday: Day,
      wednesday: Day,
      thursday: Day,
      friday: Day,
      saturday: Day,
      sunday: Day,
    })
    .prefault({}),
  /** Holidays: nobody is there all day. */
  closedDates: ClosedDates,
})
export type BusinessHours = z.output<typeof BusinessHours>

export const readBusinessHours = endpoint('GET /business-hours', {
  summary: 'When people are there to take over from agents; without any hours they may be there at any time.',
  permission: 'agents.read',
  reply: BusinessHours,
})
export const setBusinessHours = endpoint('PUT /business-hours', {
  summary: 'Says when people are there, instead of what was said before. Counts from the next answer on.',
  permission: 'organization.manage',
  body: BusinessHours,
  reply: BusinessHours,
})
