import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Limit, RateLimit } from './port.ts'

const fiveThenTwoPerSecond: Limit = { capacity: 5, refillPerSecond: 2 }

// What is asked when, and what must be said: the same for every adapter.
const vectors = [
  { atMs: 0, cost: 1, allowed: true, remaining: 4, retryAfterMs: 0, resetMs: 500 },
  { atMs: 0, cost: 3, allowed: true, remaining: 1, retryAfterMs: 0, resetMs: 2000 },
  { atMs: 0, cost: 2, allowed: false, remaining: 1, retryAfterMs: 500, resetMs: 2000 },
  { atMs: 0, cost: 1, allowed: true, remaining: 0, retryAfterMs: 0, resetMs: 2500 },
  { atMs: 0, cost: 1, allowed: false, remaining: 0, retryAfterMs: 500, resetMs: 2500 },
  { atMs: 499, cost: 1, allowed: false, remaining: 0, retryAfterMs: 1, resetMs: 2001 },
  { atMs: 500, cost: 1, allowed: true, remaining: 0, retryAfterMs: 0, resetMs: 2500 },
  { atMs: 1250, cost: 1, allowed: true, remaining: 0, retryAfterMs: 0, resetMs: 2250 },
  { atMs: 1250, cost: 6, allowed: false, remaining: 0, retryAfterMs: 2750, resetMs: 2250 },
  { atMs: 60_000, cost: 6, allowed: false, remaining: 5, retryAfterMs: 500, resetMs: 0 },
  { atMs: 60_000, cost: 5, allowed: true, remaining: 0, retryAfterMs: 0, resetMs: 2500 },
]

export function rateLimitSuite(name: string, open: (nowMs?: () => number) => Promise<RateLimit>): void {
  test(`${name}: a bucket empties by what is taken and fills smoothly`, async () => {
    const begun = Date.now()
    let now = begun
    const limits = await open(() => now)
    const key = randomUUID()
    for (const { atMs, cost, ...expected } of vectors) {
      now = begun + atMs
      expect({ atMs, cost, ...(await limits.take(key, fiveThenTwoPerSecond, cost)) }).toEqual({
        atMs,
        cost,
        ...expected,
      })
    }
  })

  test(`${name}: of two hundred at once exactly the capacity passes`, async () => {
    const limits = await open()
    const key = randomUUID()
    const limit = { capacity: 30, refillPerSecond: 0.01 }
    const verdicts = await Promise.all(Array.from({ length: 200 }, () => limits.take(key, limit)))
    expect(verdicts.filter(verdict => verdict.allowed)).toHaveLength(30)
  })

  test(`${name}: one key does not spend what belongs to another`, async () => {
    const limits = await open()
    const limit = { capacity: 1, refillPerSecond: 0.01 }
    const [vera, victor] = [randomUUID(), randomUUID()]
    expect(await limits.take(vera, limit)).toMatchObject({ allowed: true })
    expect(await limits.take(vera, limit)).toMatchObject({ allowed: false })
    expect(await limits.take(victor, limit)).toMatchObject({ allowed: true })
  })
}
