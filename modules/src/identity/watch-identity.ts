import type { Platform } from '@frontdesk/platform/platform'
import { authenticate, type Credentials } from './authenticate.ts'
import { identityTopic } from './identities.ts'
import type { Identity } from './identity.ts'

const lookEveryMs = 30_000

/**
 * Tells once when these credentials no longer open what they did: ended, expired, or gone to another organization or
 * fewer permissions. For whatever lives longer than a request. Returns how to stop watching.
 */
export const watchIdentity = async (
  platform: Platform,
  credentials: Credentials,
  before: Pick<Identity, 'organizationId' | 'actor'>,
  onEnd: () => void,
): Promise<() => void> => {
  const look = async () => {
    const now = await authenticate(platform, credentials)
    if (
      now?.organizationId === before.organizationId &&
      !now.lacks &&
      holdsAll(now.actor.permissions, before.actor.permissions)
    )
      return
    stop()
    onEnd()
  }
  // A database that is away for a moment ends nobody's stream; the next look tells.
  const lookSafely = () => void look().catch(() => {})
  const timer = setInterval(lookSafely, lookEveryMs)
  let deafen = () => {}
  const stop = () => {
    clearInterval(timer)
    deafen()
  }
  deafen = await platform.pubsub.subscribe(identityTopic, lookSafely)
  return stop
}

const holdsAll = <T>(held: ReadonlySet<T>, wanted: ReadonlySet<T>) => [...wanted].every(each => held.has(each))
