import { specOf, verdict } from './gcra.ts'
import type { RateLimit } from './port.ts'

const mostKeys = 50_000

/** Counts for this process. At most 50 000 keys: when more come, the one used longest ago starts afresh. */
export function createMemoryRateLimit(nowMs: () => number = Date.now): RateLimit {
  const fullAt = new Map<string, number>()

  function keep(key: string, time: number, now: number): void {
    fullAt.delete(key)
    fullAt.set(key, time)
    // Two are looked at for each one kept, so buckets that are full again go sooner than new ones come.
    let looked = 0
    for (const [oldest, full] of fullAt) {
      if (looked++ === 2 || (full > now && fullAt.size <= mostKeys)) break
      fullAt.delete(oldest)
    }
  }

  return {
    take: async (key, limit, cost = 1) => {
      const spec = specOf(limit, cost)
      const now = Math.round(nowMs() * 1000)
      const backlog = Math.max(0, (fullAt.get(key) ?? 0) - now)
      if (backlog + spec.increment > spec.tolerance) return verdict(spec, false, backlog)
      keep(key, now + backlog + spec.increment, now)
      return verdict(spec, true, backlog + spec.increment)
    },
  }
}
