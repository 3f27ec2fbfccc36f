import type { Log } from '../log.ts'
import { createListeners } from './listeners.ts'
import type { PubSub } from './port.ts'

export function createMemoryPubSub(log: Log): PubSub {
  const listeners = createListeners(log)
  return {
    publish: async (topic, message) => {
      // Later, as over a network: nobody is told in the middle of the publisher's own step.
      setImmediate(() => listeners.tell(topic, message))
    },
    subscribe: async (topic, listener) => {
      const own = (message: string) => listener(message)
      listeners.add(topic, own)
      return () => void listeners.remove(topic, own)
    },
    close: async () => listeners.clear(),
  }
}
