import type { NewEvent } from './event.ts'

const minuteMs = 60_000
const keptOneByOne = 60
const actorsApart = 20

type Minute = { number: number; kept: number; held: Map<string, NewEvent> }

/**
 * How much of one organization’s disk a minute may take: some 60 cheap events as they are, and of the rest the number,
 * kept when the minute is over; apart by actor as long as these are few. What only people with rights can do is audited
 * and counts for nothing here.
 */
export const createAllowance = () => {
  const minutes = new Map<string, Minute>()
  const ofNow = (organizationId: string, number: number): Minute => {
    const known = minutes.get(organizationId)
    if (known?.number === number) return known
    const fresh = { number, kept: 0, held: new Map<string, NewEvent>() }
    minutes.set(organizationId, fresh)
    return fresh
  }
  return {
    /** What of these is to be kept at once. Take what was held, first. */
    admit(organizationId: string, events: NewEvent[], now: Date): NewEvent[] {
      const minute = ofNow(organizationId, minuteOf(now))
      return events.filter(event => {
        if (!event.isCheap) return true
        minute.kept += 1
        if (minute.kept <= keptOneByOne) return true
        hold(minute.held, event)
        return false
      })
    },
    /** What was held in minutes that are over, or in all of them. */
    release(now: Date | 'all'): [organizationId: string, events: NewEvent[]][] {
      const over = [...minutes].filter(([, { number }]) => now === 'all' || number < minuteOf(now))
      for (const [organizationId] of over) minutes.delete(organizationId)
      return over.flatMap(([id, { held }]): [string, NewEvent[]][] => (held.size > 0 ? [[id, [...held.values()]]] : []))
    },
  }
}

const minuteOf = (now: Date) => Math.floor(now.getTime() / minuteMs)

const hold = (held: Map<string, NewEvent>, event: NewEvent) => {
  const own = `${event.name} ${event.actor ?? ''}`
  const key = held.has(own) || held.size < actorsApart ? own : event.name
  const known = held.get(key)
  const first = known ?? (key === own ? event : withoutFace(event))
  held.set(key, { ...first, count: (known?.count ?? 0) + event.count })
}

/** Of many at once nobody in particular. */
const withoutFace = (event: NewEvent): NewEvent => ({
  ...event,
  actor: undefined,
  ip: undefined,
  userAgent: undefined,
  network: undefined,
  device: undefined,
  details: {},
  requestId: undefined,
})
