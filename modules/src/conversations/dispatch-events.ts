import type { Platform } from '@frontdesk/platform/platform'
import { createLoop, type Loop } from '../loop.ts'
import { eventTopicOf } from './listen-to-events.ts'
import { passEvents, takeEvents } from './outbox-store.ts'

const lookEveryMs = 1_000
// Under load many events are told together; nobody sees the difference.
const pauseMs = 50
const eventsAtOnce = 500
const consumer = 'realtime'

const dispatchers = new WeakMap<Platform, Loop>()

/**
 * Tells the listeners of each organization what happened there, in the order of commits, at least once; of all
 * processes one at a time. Looks every second, and at once when woken. Returns how to stop.
 */
export const keepDispatching = (platform: Platform): (() => Promise<void>) => {
  const dispatcher = createLoop(() => dispatch(platform))
  dispatchers.set(platform, dispatcher)
  const timer = setInterval(dispatcher.wake, lookEveryMs)
  return () => {
    clearInterval(timer)
    dispatchers.delete(platform)
    return dispatcher.idle()
  }
}

/** Has events of this process told at once; without it they wait up to a second. */
export const wakeDispatcher = (platform: Platform) => dispatchers.get(platform)?.wake()

const dispatch = async (platform: Platform) => {
  try {
    for (;;) {
      const announced = await takeEvents(platform, consumer, eventsAtOnce)
      const last = announced.at(-1)
      if (!last) return
      for (const [organizationId, some] of Map.groupBy(announced, each => each.organizationId))
        await platform.pubsub.publish(eventTopicOf(organizationId), JSON.stringify(some.map(each => each.event)))
      await passEvents(platform, consumer, last.at)
      await new Promise(resolve => setTimeout(resolve, pauseMs))
    }
  } catch (error) {
    platform.log.warn('Events could not be told', { error })
  }
}
