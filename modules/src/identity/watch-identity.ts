import type { Platform } from '@frontdesk/platform/platform'
import { authenticate, type Credentials } from './authenticate.ts'
import { identityTopic } from './identities.ts'
import type { Identity } from './identity.ts'

const lookEveryMs = 30_000

type Before = Pick<Identity, 'organizationId' | 'actor'>

const watchers = new WeakMap<Platform, Set<() => void>>()

/**
 * Tells once when these credentials no longer open what they did: ended, expired, gone to another organization or fewer
 * permissions, or seeing other conversations. For whatever lives longer than a request. Returns how to stop watching.
 */
export const watchIdentity = (
  platform: Platform,
  credentials: Credentials,
  before: Before,
  onEnd: () => void,
): (() => void) => {
  const looks = watchers.get(platform) ?? beginWatching(platform)
  const look = async () => {
    const now = await authenticate(platform, credentials)
    if (now && !now.lacks && opensTheSame(now, before)) return
    // Two looks may be under way at once.
    if (looks.delete(lookSafely)) onEnd()
  }
  // A database that is away for a moment ends nobody's stream; the next look tells.
  const lookSafely = () => void look().catch(() => {})
  looks.add(lookSafely)
  return () => looks.delete(lookSafely)
}

/** One ear and one clock for everybody who is watched: each answer that streams is, and few ever end so. */
const beginWatching = (platform: Platform): Set<() => void> => {
  const looks = new Set<() => void>()
  const lookAtAll = () => {
    for (const look of [...looks]) look()
  }
  watchers.set(platform, looks)
  void platform.pubsub.subscribe(identityTopic, lookAtAll)
  setInterval(lookAtAll, lookEveryMs).unref()
  return looks
}

const opensTheSame = (now: Before, before: Before) =>
  now.organizationId === before.organizationId &&
  [...before.actor.permissions].every(permission => now.actor.permissions.has(permission)) &&
  now.actor.scopes.join() === before.actor.scopes.join()
