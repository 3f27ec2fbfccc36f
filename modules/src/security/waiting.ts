import type { Notice } from '../notices.ts'
import type { NewEvent } from './event.ts'

export type Waiting = { of: Notice['of']; event: NewEvent }

/**
 * What waits to be kept: the same thing over and over is counted in one place, and of what does not fit only the
 * number remains. Never waits for anything itself.
 */
export const createWaiting = (most: number) => {
  let waiting = new Map<string, Waiting>()
  let dropped = 0
  const add = (one: Waiting) => {
    const key = keyOf(one)
    const known = waiting.get(key)
    if (known) known.event = { ...known.event, count: known.event.count + one.event.count }
    else if (waiting.size < most) waiting.set(key, { ...one })
    else dropped += one.event.count
  }
  return {
    add,
    takeAll(): { items: Waiting[]; dropped: number } {
      const taken = { items: [...waiting.values()], dropped }
      waiting = new Map()
      dropped = 0
      return taken
    },
  }
}

const keyOf = ({ of, event: { name, actor, ip, userAgent, details } }: Waiting) =>
  JSON.stringify([of, name, actor, ip, userAgent, details])
