import type { RedisLink } from '../redis.ts'
import type { Cache } from './port.ts'

const prefix = 'frontdesk:cache:'

export function createRedisCache(redis: RedisLink): Cache {
  return {
    get: async key => {
      const reply = await redis.ask(server => server.get(prefix + key))
      return reply.kind === 'answered' ? (reply.value ?? undefined) : undefined
    },
    set: async (key, value, { ttlMs }) => {
      await redis.ask(server => server.set(prefix + key, value, 'PX', Math.max(1, Math.ceil(ttlMs))))
    },
    delete: async key => {
      await redis.ask(server => server.del(prefix + key))
    },
  }
}
