import type { Log } from '../log.ts'
import type { Listener } from './port.ts'

/** Who listens to what in this process. */
export interface Listeners {
  add(topic: string, listener: Listener): void
  /** True when this was the last listener of the topic; false also when it had gone before. */
  remove(topic: string, listener: Listener): boolean
  topics(): string[]
  tell(topic: string, message: string): void
  clear(): void
}

export function createListeners(log: Log): Listeners {
  const byTopic = new Map<string, Set<Listener>>()
  return {
    add: (topic, listener) => {
      byTopic.set(topic, (byTopic.get(topic) ?? new Set()).add(listener))
    },
    remove: (topic, listener) => {
      const known = byTopic.get(topic)
      if (!known?.delete(listener) || known.size > 0) return false
      return byTopic.delete(topic)
    },
    topics: () => [...byTopic.keys()],
    tell: (topic, message) => {
      // A copy, because a listener may subscribe or leave while it is told.
      for (const listener of [...(byTopic.get(topic) ?? [])]) {
        try {
          listener(message)
        } catch (error) {
          log.error('A listener threw', { topic, error })
        }
      }
    },
    clear: () => byTopic.clear(),
  }
}
