import type { Platform } from '@frontdesk/platform/platform'
import { announce } from '../notices.ts'
import type { Visit } from '../route.ts'
import type { Identity } from './identity.ts'

const dayMs = 24 * 3_600_000
const mostKnown = 10_000

const knownBy = new WeakMap<Platform, Map<string, number>>()

/**
 * Whether the identity works from this address. Tells of a key from where it is used, once a day for each address, and of
 * each time when it may not be used there.
 */
export const worksHere = (
  platform: Platform,
  { organizationId, actor, worksFrom }: Identity,
  { ip, userAgent, requestId }: Pick<Visit, 'ip' | 'userAgent' | 'requestId'>,
): boolean => {
  if (actor.kind !== 'api-key') return worksFrom(ip)
  const works = worksFrom(ip)
  const notice = { of: { organizationId }, actor: actor.id, ip, userAgent, requestId }
  if (!works) announce(platform, { what: 'authz_fail', ...notice, details: { reason: 'network' } })
  else if (!isKnown(platform, `${actor.id} ${ip}`))
    announce(platform, { what: 'authn_login_success', ...notice, details: { by: 'API key' } })
  return works
}

const isKnown = (platform: Platform, use: string): boolean => {
  const known = knownBy.get(platform) ?? new Map<string, number>()
  knownBy.set(platform, known)
  const now = platform.clock.now().getTime()
  if ((known.get(use) ?? 0) > now) return true
  known.delete(use)
  known.set(use, now + dayMs)
  // A Map keeps the order of insertion, so this is the one that was told longest ago.
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  return false
}
