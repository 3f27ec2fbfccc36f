import type { Platform } from '@frontdesk/platform/platform'
import { createLoop, type Loop } from '../loop.ts'
import { listen } from '../notices.ts'
import { createAllowance } from './allowance.ts'
import { eventOf, type NewEvent } from './event.ts'
import { keepEvents } from './keep-events.ts'
import { organizationsOf } from './organizations-of.ts'
import { createWaiting, type Waiting } from './waiting.ts'

const everyMs = 1_000
const mostWaiting = 2_000
const mostAttempts = 60

type Unkept = { events: NewEvent[]; attempts: number }

const watches = new WeakMap<Platform, Loop>()

/**
 * Keeps what is announced and raises alerts, a second later and in the background: nothing that is reported waits for
 * it or fails over it. What a slow database leaves no room for is dropped, and its number logged. Returns how to stop,
 * which keeps what is left.
 */
export const keepWatching = (platform: Platform): (() => Promise<void>) => {
  const waiting = createWaiting(mostWaiting)
  const allowance = createAllowance()
  const unkept = new Map<string, Unkept>()
  let stopping = false

  const keepLater = (organizationId: string, events: NewEvent[], attempts: number) => {
    const others = unkept.get(organizationId)
    const size = [...unkept.values()].reduce((sum, each) => sum + each.events.length, 0)
    if (attempts >= mostAttempts || size + events.length > mostWaiting) return tellDropped(platform, events.length)
    unkept.set(organizationId, { events: [...(others?.events ?? []), ...events], attempts })
  }

  const keep = async (organizationId: string, events: NewEvent[], attempts: number) => {
    try {
      await keepEvents(platform, organizationId, events)
    } catch (error) {
      platform.log.warn('Security events were not kept', { error, organizationId, attempts })
      keepLater(organizationId, events, attempts)
    }
  }

  const place = async (items: Waiting[]) => {
    try {
      return await byOrganization(platform, items)
    } catch (error) {
      for (const item of items) waiting.add(item)
      throw error
    }
  }

  const round = async () => {
    const { items, dropped } = waiting.takeAll()
    if (dropped > 0) tellDropped(platform, dropped)
    const retried = [...unkept]
    unkept.clear()
    for (const [organizationId, { events, attempts }] of retried) await keep(organizationId, events, attempts + 1)
    const now = platform.clock.now()
    for (const [organizationId, events] of allowance.release(now)) await keep(organizationId, events, 0)
    for (const [organizationId, events] of await place(items))
      await keepSome(organizationId, allowance.admit(organizationId, events, now))
    if (stopping) for (const [organizationId, events] of allowance.release('all')) await keep(organizationId, events, 0)
  }
  const keepSome = (organizationId: string, events: NewEvent[]) =>
    events.length > 0 ? keep(organizationId, events, 0) : undefined

  const loop = createLoop(() =>
    round().catch((error: unknown) => platform.log.warn('Security events still wait', { error })),
  )
  const deafen = listen(platform, notice => {
    const event = eventOf(notice, platform.clock.now())
    if (event) waiting.add({ of: notice.of, event })
  })
  const timer = setInterval(loop.wake, everyMs)
  watches.set(platform, loop)
  return async () => {
    deafen()
    clearInterval(timer)
    watches.delete(platform)
    stopping = true
    loop.wake()
    await loop.idle()
  }
}

/** Resolves when what was announced up to now is kept. For tests. */
export const watchingIdle = async (platform: Platform): Promise<void> => {
  watches.get(platform)?.wake()
  await watches.get(platform)?.idle()
}

const byOrganization = async (platform: Platform, items: Waiting[]): Promise<Map<string, NewEvent[]>> => {
  const placed = items.length > 0 ? await organizationsOf(platform, items) : []
  const grouped = Map.groupBy(placed, ({ organizationId }) => organizationId)
  return new Map([...grouped].map(([organizationId, each]) => [organizationId, each.map(({ event }) => event)]))
}

const tellDropped = (platform: Platform, dropped: number) =>
  platform.log.warn('Security events were dropped: there were more than could be kept', { dropped })
