import { LimitReached } from '@frontdesk/modules/errors'
import type { Platform } from '@frontdesk/platform/platform'
import type { ReplyHeaders } from './reply-headers.ts'

const windowSeconds = 60

/**
 * Counts a request against what this address, session, key or organization may ask in a minute, and says on the reply
 * what is left of it, as draft-ietf-httpapi-ratelimit-headers-11 has it. Throws LimitReached when nothing is.
 */
export const countRequest = async (
  { config, rateLimit }: Platform,
  kind: keyof Platform['config']['limits'],
  whom: string,
  headers: ReplyHeaders,
): Promise<void> => {
  const quota = config.limits[kind]
  const limit = { capacity: quota, refillPerSecond: quota / windowSeconds }
  const { allowed, remaining, retryAfterMs, resetMs } = await rateLimit.take(`requests:${kind}:${whom}`, limit)
  add(headers, 'ratelimit-policy', `"${kind}";q=${quota};w=${windowSeconds}`)
  add(headers, 'ratelimit', `"${kind}";r=${remaining};t=${Math.ceil((allowed ? resetMs : retryAfterMs) / 1_000)}`)
  if (!allowed)
    throw new LimitReached(
      `More than ${quota} requests a minute came from this ${kind === 'key' ? 'API key' : kind}. Wait as long as Retry-After says.`,
      retryAfterMs,
    )
}

const add = (headers: ReplyHeaders, name: string, item: string) => {
  headers[name] = headers[name] ? `${headers[name]}, ${item}` : item
}
