import { specOf, verdict } from './gcra.ts'
import type { RateLimit } from './port.ts'

const tellEveryMs = 100

/** Adds what was spent to the shared bucket and answers its backlog; undefined while nobody can be told. */
type Tell = (key: string, spent: number, tolerance: number) => Promise<number | undefined>
type Bucket = { fullAt: number; unsaid: number; tolerance: number }

/**
 * Counts in this process and settles with the others ten times a second: nobody waits for a limit so high that hardly
 * anybody meets it. Together the processes let through at most what each of them sees in that time beyond the limit.
 */
export function countAhead(tell: Tell, nowMs: () => number = Date.now): RateLimit {
  const buckets = new Map<string, Bucket>()
  const nowUs = () => Math.round(nowMs() * 1000)
  let isSettlementDue = false

  async function settle() {
    isSettlementDue = false
    for (const [key, bucket] of buckets) if (bucket.unsaid === 0 && bucket.fullAt <= nowUs()) buckets.delete(key)
    await Promise.all([...buckets].map(([key, bucket]) => settleOne(key, bucket)))
  }

  async function settleOne(key: string, bucket: Bucket) {
    const spent = bucket.unsaid
    if (spent === 0) return
    bucket.unsaid = 0
    const backlog = await tell(key, spent, bucket.tolerance)
    // What came in meanwhile is not in the answer yet.
    if (backlog !== undefined) bucket.fullAt = nowUs() + Math.min(bucket.tolerance, backlog + bucket.unsaid)
  }

  return {
    take: async (key, limit, cost = 1) => {
      const spec = specOf(limit, cost)
      const now = nowUs()
      const bucket = buckets.get(key) ?? { fullAt: 0, unsaid: 0, tolerance: spec.tolerance }
      const backlog = Math.max(0, bucket.fullAt - now)
      if (backlog + spec.increment > spec.tolerance) return verdict(spec, false, backlog)
      buckets.set(key, bucket)
      bucket.fullAt = now + backlog + spec.increment
      bucket.unsaid += spec.increment
      if (!isSettlementDue) {
        isSettlementDue = true
        setTimeout(() => void settle(), tellEveryMs).unref()
      }
      return verdict(spec, true, backlog + spec.increment)
    },
  }
}
