import { BusinessHours } from '@frontdesk/contract/business-hours'
import { expect, test } from 'vitest'
import { presenceAt } from './hours.ts'

const nineToFive = [{ from: '09:00', to: '17:00' }]
const hoursOf = (hours: object) => BusinessHours.parse(hours)
const berlin = hoursOf({
  timeZone: 'Europe/Berlin',
  weekly: {
    monday: [
      { from: '09:00', to: '12:30' },
      { from: '13:30', to: '17:00' },
    ],
    friday: nineToFive,
    saturday: [{ from: '22:00', to: '24:00' }],
    sunday: [{ from: '00:00', to: '04:00' }],
  },
  closedDates: [{ date: '2026-12-25', name: 'Christmas Day' }],
})
const at = (hours: BusinessHours, moment: string) => {
  const { isOpen, until } = presenceAt(hours, new Date(moment))
  return `${isOpen ? 'open until' : 'closed until'} ${until ? `${until.date} ${until.time}` : 'ever'}`
}

test.each([
  ['a minute before they come', '2026-11-30T07:59:59Z', 'closed until 2026-11-30 09:00'],
  ['when they come', '2026-11-30T08:00:00Z', 'open until 2026-11-30 12:30'],
  ['a minute before their break', '2026-11-30T11:29:59Z', 'open until 2026-11-30 12:30'],
  ['when their break begins', '2026-11-30T11:30:00Z', 'closed until 2026-11-30 13:30'],
  ['when they go', '2026-11-30T16:00:00Z', 'closed until 2026-12-04 09:00'],
  ['past midnight', '2026-11-28T22:30:00Z', 'open until 2026-11-29 04:00'],
  ['at the end of a night', '2026-11-29T03:00:00Z', 'closed until 2026-11-30 09:00'],
  ['on a holiday, which is a Friday', '2026-12-25T10:00:00Z', 'closed until 2026-12-26 22:00'],
  ['on the evening before the holiday', '2026-12-24T20:00:00Z', 'closed until 2026-12-26 22:00'],
])('people of Berlin are there or not %s', (_, moment, expected) => {
  expect(at(berlin, moment)).toBe(expected)
})

test('hours are those of the clock on the wall, the day on which it is put forward and the day on which it is put back', () => {
  // On 29 March 2026 it is 03:00 in Berlin right after 02:00.
  expect(at(berlin, '2026-03-29T00:59:00Z')).toBe('open until 2026-03-29 04:00')
  expect(at(berlin, '2026-03-29T01:59:00Z')).toBe('open until 2026-03-29 04:00')
  expect(at(berlin, '2026-03-29T02:00:00Z')).toBe('closed until 2026-03-30 09:00')
  expect(at(berlin, '2026-03-30T07:00:00Z')).toBe('open until 2026-03-30 12:30')
  // On 25 October 2026 it is 02:00 twice.
  expect(at(berlin, '2026-10-25T02:59:00Z')).toBe('open until 2026-10-25 04:00')
  expect(at(berlin, '2026-10-25T03:00:00Z')).toBe('closed until 2026-10-26 09:00')
  expect(at(berlin, '2026-10-26T08:00:00Z')).toBe('open until 2026-10-26 12:30')
})

test.each([
  ['Asia/Kathmandu', '2026-11-30T03:14:59Z', '2026-11-30T03:15:00Z'],
  ['Australia/Lord_Howe', '2026-11-29T21:59:59Z', '2026-11-29T22:00:00Z'],
  ['America/St_Johns', '2026-11-30T12:29:59Z', '2026-11-30T12:30:00Z'],
  ['Pacific/Kiritimati', '2026-11-29T18:59:59Z', '2026-11-29T19:00:00Z'],
])('in %s Monday begins at nine of their own clocks', (timeZone, before, then) => {
  const hours = hoursOf({ timeZone, weekly: { monday: nineToFive } })
  expect(at(hours, before)).toBe('closed until 2026-11-30 09:00')
  expect(at(hours, then)).toBe('open until 2026-11-30 17:00')
})

test('without any hours people are always there, but for holidays', () => {
  expect(at(hoursOf({}), '2026-11-30T03:00:00Z')).toBe('open until ever')
  const holidays = hoursOf({ closedDates: [{ date: '2026-12-25', name: 'Christmas Day' }] })
  expect(at(holidays, '2026-12-24T03:00:00Z')).toBe('open until 2026-12-24 24:00')
  expect(at(holidays, '2026-12-25T03:00:00Z')).toBe('closed until 2026-12-26 00:00')
  expect(presenceAt(holidays, new Date('2026-12-25T03:00:00Z')).holiday).toBe('Christmas Day')
})

test('whoever is closed on every Monday of years comes after them', () => {
  const mondays = Array.from({ length: 200 }, (_, week) => ({
    date: new Date(Date.UTC(2026, 10, 30 + week * 7)).toISOString().slice(0, 10),
    name: 'Away',
  }))
  const hours = hoursOf({ weekly: { monday: nineToFive }, closedDates: mondays })
  expect(at(hours, '2026-11-30T10:00:00Z')).toBe('closed until 2030-09-30 09:00')
})
