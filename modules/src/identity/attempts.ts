import { createHash } from 'node:crypto'
import type { Platform } from '@frontdesk/platform/platform'
import { LimitReached } from '#errors'

const tenMinutes = 600
const perPerson = { capacity: 10, refillPerSecond: 10 / tenMinutes }
// A whole office may sit behind one address.
const perAddress = { capacity: 100, refillPerSecond: 100 / tenMinutes }

/** Counts an attempt to come in, with an address or a link, before its password costs anything. Throws LimitReached. */
export const countAttempt = async ({ rateLimit }: Platform, ip: string, whom: string): Promise<void> => {
  const verdicts = await Promise.all([
    rateLimit.take(keyOf(ip), perAddress),
    rateLimit.take(keyOf(`${ip} ${whom.toLowerCase()}`), perPerson),
  ])
  const retryAfterMs = Math.max(...verdicts.map(verdict => verdict.retryAfterMs))
  if (verdicts.some(verdict => !verdict.allowed))
    throw new LimitReached('That were too many attempts. Wait a little, then try again.', retryAfterMs)
}

/** Limits may live in a shared store, which need not know people's addresses. */
const keyOf = (text: string) => `sign-in:${createHash('sha256').update(text).digest('base64url')}`
