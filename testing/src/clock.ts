import type { Clock } from '@frontdesk/platform/clock'

export interface TestClock extends Clock {
  advance(ms: number): void
}

/** Runs with the real time, ahead of it by whatever it was advanced. */
export const testClock = (): TestClock => {
  let aheadMs = 0
  return {
    now: () => new Date(Date.now() + aheadMs),
    advance: ms => {
      aheadMs += ms
    },
  }
}
