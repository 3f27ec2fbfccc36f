import { createHash } from 'node:crypto'
import type { Platform } from '@frontdesk/platform/platform'
import type { Verdict } from '@frontdesk/platform/rate-limit/port'
import { LimitReached } from '#errors'

const tenMinutes = 600
const perPerson = { capacity: 10, refillPerSecond: 10 / tenMinutes }
// A whole office may sit behind one address.
const perAddress = { capacity: 100, refillPerSecond: 100 / tenMinutes }

const anHour = 3_600
// Nobody's mailbox is filled from here, and everybody gets one more mail after one that was lost.
const mailsToOne = { capacity: 5, refillPerSecond: 5 / anHour }
const mailsFromOnePlace = { capacity: 20, refillPerSecond: 20 / tenMinutes }

/** Counts an attempt to come in, with an address or a link, before its password costs anything. Throws LimitReached. */
export const countAttempt = async ({ rateLimit }: Platform, ip: string, whom: string): Promise<void> => {
  const verdicts = [
    rateLimit.take(keyOf(ip), perAddress),
    rateLimit.take(keyOf(`${ip} ${whom.toLowerCase()}`), perPerson),
  ]
  refuse(await Promise.all(verdicts))
}

/** Counts a mail that somebody asks for, to whatever address, before anything is looked up. Throws LimitReached. */
export const countMail = async ({ rateLimit }: Platform, ip: string, email: string): Promise<void> => {
  refuse([await rateLimit.take(keyOf(`mail from ${ip}`), mailsFromOnePlace)])
  refuse([await rateLimit.take(keyOf(`mail to ${email.toLowerCase()}`), mailsToOne)])
}

const refuse = (verdicts: Verdict[]) => {
  const retryAfterMs = Math.max(...verdicts.map(verdict => verdict.retryAfterMs))
  if (verdicts.some(verdict => !verdict.allowed))
    throw new LimitReached('That were too many attempts. Wait a little, then try again.', retryAfterMs)
}

/** Limits may live in a shared store, which need not know people's addresses. */
const keyOf = (text: string) => `sign-in:${createHash('sha256').update(text).digest('base64url')}`
