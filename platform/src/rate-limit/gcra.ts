import type { Limit, Verdict } from './port.ts'

/**
 * The generic cell rate algorithm: instead of tokens a bucket keeps one time, the moment at which it will be full again.
 * Its distance from now is the backlog. All times are whole microseconds, so that Lua and JavaScript agree to the last.
 */
export interface Spec {
  /** What one token adds to the backlog. */
  interval: number
  /** The longest backlog allowed. */
  tolerance: number
  /** What this request adds. */
  increment: number
}

export function specOf(limit: Limit, cost: number): Spec {
  const interval = Math.max(1, Math.round(1_000_000 / limit.refillPerSecond))
  return { interval, tolerance: interval * limit.capacity, increment: Math.round(interval * cost) }
}

/** What to say to the caller, given the backlog that stands after the decision. */
export function verdict(spec: Spec, allowed: boolean, backlog: number): Verdict {
  const { interval, tolerance, increment } = spec
  return {
    allowed,
    remaining: Math.max(0, Math.floor((tolerance - backlog) / interval)),
    retryAfterMs: allowed ? 0 : Math.ceil((backlog + increment - tolerance) / 1000),
    resetMs: Math.ceil(backlog / 1000),
  }
}
