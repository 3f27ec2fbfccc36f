import type { RedisLink } from '../redis.ts'
import { countAhead } from './ahead.ts'
import { specOf, verdict } from './gcra.ts'
import { createMemoryRateLimit } from './memory.ts'
import type { RateLimit } from './port.ts'

const prefix = 'frontdesk:limit:'

// The server's clock decides, because the processes' own may differ; tests say the time themselves.
// What has happened already, which the fourth argument says, is counted whether or not there was room for it.
const takeScript = `
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local increment, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2])
local backlog = math.max(0, tonumber(redis.call('GET', KEYS[1]) or 0) - now)
if backlog + increment > tolerance then
  if ARGV[4] ~= 'done' then
    return {0, backlog}
  end
  increment = math.max(0, tolerance - backlog)
end
backlog = backlog + increment
if backlog > 0 then
  redis.call('SET', KEYS[1], string.format('%.0f', now + backlog), 'PX', math.ceil(backlog / 1000))
end
return {1, backlog}
`

/**
 * One bucket for all processes; while Redis is away each process counts for itself. Buckets of ten thousand and more
 * are counted ahead by each process: what it let through it tells ten times a second.
 */
export function createRedisRateLimit(redis: RedisLink, nowMs?: () => number): RateLimit {
  const memory = createMemoryRateLimit(nowMs)
  const ask = async (key: string, increment: number, tolerance: number, how: 'ask' | 'done') => {
    const now = nowMs ? Math.round(nowMs() * 1000) : ''
    const reply = await redis.ask(server => server.eval(takeScript, 1, prefix + key, increment, tolerance, now, how))
    if (reply.kind === 'away' || !Array.isArray(reply.value)) return undefined
    const [allowed, backlog] = reply.value
    return { allowed: allowed === 1, backlog: Number(backlog) }
  }
  const ahead = countAhead(async (key, spent, tolerance) => (await ask(key, spent, tolerance, 'done'))?.backlog, nowMs)
  return {
    take: async (key, limit, cost = 1) => {
      if (limit.capacity >= leastAhead) return ahead.take(key, limit, cost)
      const spec = specOf(limit, cost)
      const said = await ask(key, spec.increment, spec.tolerance, 'ask')
      return said ? verdict(spec, said.allowed, said.backlog) : memory.take(key, limit, cost)
    },
  }
}

const leastAhead = 10_000
