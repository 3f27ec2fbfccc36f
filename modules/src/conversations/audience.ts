import type { Event } from '@frontdesk/contract/events'
import type { Platform } from '@frontdesk/platform/platform'
import type { Actor } from '#context'
import { createLoop } from '../loop.ts'
import { selectSeen } from './audience-store.ts'

type Listener = { actor: Actor; hear: (event: Event) => void }

// The database is asked at most so often, however much happens and however many listen.
const gatherMs = 100
const tryAgainMs = 1_000

/** Whoever listens in an organization without seeing all of its conversations. What happens is told as far as each sees it. */
export class Audience {
  readonly #listeners = new Set<Listener>()
  readonly #platform: Platform
  readonly #organizationId: string
  readonly #telling = createLoop(() => this.#tellWaiting())
  readonly #waiting: Event[] = []

  constructor(platform: Platform, organizationId: string) {
    this.#platform = platform
    this.#organizationId = organizationId
  }

  /** Returns how to leave. */
  join(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get isEmpty() {
    return this.#listeners.size === 0
  }

  tell(events: Event[]) {
    if (this.isEmpty) return
    this.#waiting.push(...events)
    this.#telling.wake()
  }

  async #tellWaiting() {
    await pause(gatherMs)
    const listeners = [...this.#listeners]
    const events = this.#waiting.splice(0)
    if (events.length === 0 || listeners.length === 0) return
    try {
      const seen = await this.#seenBy(listeners, [...new Set(events.flatMap(conversationOf))])
      for (const [index, listener] of listeners.entries())
        for (const event of events)
          if (conversationOf(event).every(id => seen[index]?.has(id)) && this.#listeners.has(listener))
            listener.hear(event)
    } catch (error) {
      this.#platform.log.warn('What happened could not be told, and is told again in a moment', { error })
      this.#waiting.unshift(...events)
      await pause(tryAgainMs)
      this.#telling.wake()
    }
  }

  #seenBy(listeners: Listener[], conversationIds: string[]) {
    const actors = listeners.map(({ actor }) => actor)
    return selectSeen(this.#platform, this.#organizationId, conversationIds, actors)
  }
}

/** The conversation that an event is about, if it is about one. */
const conversationOf = ({ payload }: Event): string[] => (payload.conversationId ? [payload.conversationId] : [])

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))
