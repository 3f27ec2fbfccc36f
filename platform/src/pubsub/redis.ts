import type { Log } from '../log.ts'
import { type RedisLink, untilReady } from '../redis.ts'
import { createListeners } from './listeners.ts'
import type { PubSub } from './port.ts'

const prefix = 'frontdesk:topic:'
const patienceMs = 500
const pingEveryMs = 10_000

/** One connection listens for the whole process, to each topic once; after an interruption it listens again to all. */
export function createRedisPubSub(redis: RedisLink, log: Log): PubSub {
  const listeners = createListeners(log)
  const ears = redis.another()

  ears.on('message', (channel, message) => listeners.tell(channel.slice(prefix.length), message))
  ears.on('ready', () => {
    const topics = listeners.topics()
    if (topics.length > 0) void listen(topics)
  })
  // A connection that only listens would never notice that the other end is gone.
  const ping = setInterval(() => {
    if (ears.status === 'ready') ears.ping().catch(error => log.warn('Redis does not answer the listener', { error }))
  }, pingEveryMs).unref()

  async function listen(topics: string[]): Promise<void> {
    try {
      await ears.subscribe(...topics.map(topic => prefix + topic))
    } catch (error) {
      log.warn('Could not listen; trying again on a new connection', { topic: topics[0], error })
      if (ears.status === 'ready') ears.disconnect(true)
    }
  }

  return {
    publish: async (topic, message) => {
      const reply = await redis.ask(server => server.publish(prefix + topic, message))
      // Those in this process need no Redis to be told.
      if (reply.kind === 'away') listeners.tell(topic, message)
    },
    subscribe: async (topic, listener) => {
      const own = (message: string) => listener(message)
      listeners.add(topic, own)
      if (ears.status === 'connecting' || ears.status === 'connect') await untilReady(ears, patienceMs)
      // Asking again for a topic we have costs little, and its answer says that the first request is through as well.
      if (ears.status === 'ready') await listen([topic])
      return () => {
        if (!listeners.remove(topic, own) || ears.status !== 'ready') return
        ears.unsubscribe(prefix + topic).catch(error => log.warn('Could not stop listening', { topic, error }))
      }
    },
    close: async () => {
      clearInterval(ping)
      listeners.clear()
      ears.disconnect()
    },
  }
}
