import type { RedisLink } from '../redis.ts'
import { specOf, verdict } from './gcra.ts'
import { createMemoryRateLimit } from './memory.ts'
import type { RateLimit } from './port.ts'

const prefix = 'frontdesk:limit:'

// The server's clock decides, because the processes' own may differ; tests say the time themselves.
const takeScript = `
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local increment, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2])
local backlog = math.max(0, tonumber(redis.call('GET', KEYS[1]) or 0) - now)
if backlog + increment > tolerance then
  return {0, backlog}
end
backlog = backlog + increment
if backlog > 0 then
  redis.call('SET', KEYS[1], string.format('%.0f', now + backlog), 'PX', math.ceil(backlog / 1000))
end
return {1, backlog}
`

/** One bucket for all processes; while Redis is away each process counts for itself. */
export function createRedisRateLimit(redis: RedisLink, nowMs?: () => number): RateLimit {
  const memory = createMemoryRateLimit(nowMs)
  return {
    take: async (key, limit, cost = 1) => {
      const spec = specOf(limit, cost)
      const now = nowMs ? Math.round(nowMs() * 1000) : ''
      const reply = await redis.ask(server =>
        server.eval(takeScript, 1, prefix + key, spec.increment, spec.tolerance, now),
      )
      if (reply.kind === 'away' || !Array.isArray(reply.value)) return memory.take(key, limit, cost)
      const [allowed, backlog] = reply.value
      return verdict(spec, allowed === 1, Number(backlog))
    },
  }
}
