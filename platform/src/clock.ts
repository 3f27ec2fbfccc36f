/** The one source of time; tests put a hand on it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
