import { BusinessHours } from '@frontdesk/contract/business-hours'
import { expect, test } from 'vitest'
import { draftOf, endOf, furtherHours, shownEnd, zonesWith } from './hours-draft.ts'

test('whoever never said when people are there begins with their own zone, and nobody else does', () => {
  expect(draftOf(BusinessHours.parse({}), 'Europe/Berlin').timeZone).toBe('Europe/Berlin')
  const set = BusinessHours.parse({ weekly: { monday: [{ from: '09:00', to: '17:00' }] } })
  expect(draftOf(set, 'Europe/Berlin')).toEqual(set)
})

test('a zone by an older name stays among those to choose from', () => {
  expect(zonesWith('Asia/Katmandu').filter(zone => zone === 'Asia/Katmandu')).toHaveLength(1)
  expect(zonesWith('UTC')).toContain('Europe/Berlin')
})

test('the end of a day is written as midnight and kept as its 24th hour', () => {
  expect(shownEnd('24:00')).toBe('00:00')
  expect(endOf('00:00')).toBe('24:00')
  expect(endOf(shownEnd('17:00'))).toBe('17:00')
})

test('a day begins with the usual hours', () => {
  const usual = furtherHours([])
  expect(BusinessHours.shape.weekly.safeParse({ monday: [usual] }).success).toBe(true)
  expect(furtherHours([usual])).toEqual({ from: '', to: '' })
})
