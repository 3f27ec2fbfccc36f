import type { Event } from '@frontdesk/contract/events'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import { Audience } from './audience.ts'
import { seesAll } from './scope-store.ts'

type Asking = Pick<Ctx, 'platform' | 'organizationId' | 'actor'>
type Joined = { audience: Audience; listening: Promise<() => void> }

const audiences = new WeakMap<Platform, Map<string, Joined>>()

export const eventTopicOf = (organizationId: string) => `organization:${organizationId}`

/**
 * Calls `hear` with what happens from now on in the conversations that the actor sees at that moment, and with what is
 * about none. Resolves to how to stop.
 */
export const listenToEvents = async (asking: Asking, hear: (event: Event) => void): Promise<() => void> => {
  if (seesAll(asking.actor))
    return subscribe(asking, events => {
      for (const event of events) hear(event)
    })
  const { audience, listening } = joinedIn(asking)
  const leave = audience.join({ actor: asking.actor, hear })
  await listening
  return () => {
    leave()
    if (audience.isEmpty) forget(asking, audience)
  }
}

const subscribe = ({ platform, organizationId }: Asking, tell: (events: Event[]) => void) =>
  platform.pubsub.subscribe(eventTopicOf(organizationId), message => tell(JSON.parse(message) as Event[]))

/** One for all of an organization in this process. */
const joinedIn = (asking: Asking): Joined => {
  const { platform, organizationId } = asking
  const known = audiences.get(platform) ?? new Map<string, Joined>()
  audiences.set(platform, known)
  const joined = known.get(organizationId)
  if (joined) return joined
  const audience = new Audience(platform, organizationId)
  const listening = subscribe(asking, events => audience.tell(events))
  const fresh = { audience, listening }
  known.set(organizationId, fresh)
  return fresh
}

const forget = ({ platform, organizationId }: Asking, audience: Audience) => {
  const known = audiences.get(platform)
  const joined = known?.get(organizationId)
  if (joined?.audience !== audience) return
  known?.delete(organizationId)
  void joined.listening.then(stop => stop())
}
