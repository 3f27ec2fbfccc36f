import type { BusinessHours, Interval } from '@frontdesk/contract/business-hours'

/** What is in the form at first: where nothing was ever said, the zone that this browser is in. */
export const draftOf = (present: BusinessHours, ownZone: string): BusinessHours => {
  const isEmpty = present.closedDates.length === 0 && Object.values(present.weekly).every(day => day.length === 0)
  return isEmpty ? { ...present, timeZone: ownZone } : present
}

// Browsers list these by names that few people there use.
const presentNames = ['Asia/Ho_Chi_Minh', 'Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Yangon', 'Europe/Kyiv']

/** Every zone that this browser knows, and the present one, which may go by an older name. */
export const zonesWith = (present: string): string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), ...presentNames, 'UTC', present])].sort()

/** The next hours of a day that has these: the usual ones first, and then nothing to take for granted. */
export const furtherHours = (intervals: readonly Interval[]): Interval =>
  intervals.length === 0 ? { from: '09:00', to: '17:00' } : { from: '', to: '' }

// Fields for times of a day know no 24:00, and nothing ends when its day begins.
export const shownEnd = (to: string): string => (to === '24:00' ? '00:00' : to)
export const endOf = (shown: string): string => (shown === '00:00' ? '24:00' : shown)
