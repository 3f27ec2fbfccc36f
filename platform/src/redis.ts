import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis, RedisOptions } from 'ioredis'
import type { Log } from './log.ts'

export type Reply<T> = { kind: 'answered'; value: T } | { kind: 'away' }

/** A Redis that may go away at any time: asking it never rejects and never takes longer than half a second. */
export interface RedisLink {
  ask<T>(question: (redis: Redis) => Promise<T>): Promise<Reply<T>>
  /** A second connection to the same server, for what cannot share one. It reconnects, but repeats nothing by itself. */
  another(): Redis
  close(): void
}

const answerTimeoutMs = 500
// A server that hangs costs one caller half a second, not each of them.
const pauseAfterFailureMs = 1_000

/** Waits a little for the first connection; a Redis that is away then only means that it is asked later. */
export async function connectRedis(url: string, log: Log): Promise<RedisLink> {
  // Loaded only where a Redis is configured.
  const { Redis } = await import('ioredis')
  const open = () => watched(new Redis(url, patience), log)
  const redis = open()
  await untilReady(redis, 2_000)

  let pausedUntil = 0
  return {
    ask: async question => {
      if (Date.now() < pausedUntil) return { kind: 'away' }
      try {
        return { kind: 'answered', value: await question(redis) }
      } catch (error) {
        if (redis.status === 'ready') {
          pausedUntil = Date.now() + pauseAfterFailureMs
          log.warn('Redis did not answer', { error })
        }
        return { kind: 'away' }
      }
    },
    another: open,
    close: () => redis.disconnect(),
  }
}

const patience = {
  connectTimeout: 2_000,
  commandTimeout: answerTimeoutMs,
  // Kills a connection whose other end went silent, so that the reconnection can begin.
  socketTimeout: 2_000,
  // A question asked while Redis is away is answered "away" at once instead of waiting in a queue.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  autoResubscribe: false,
  retryStrategy: (times: number) => Math.min(100 * times, 2_000),
  replyMapping: 'legacy',
} satisfies RedisOptions

function watched(redis: Redis, log: Log): Redis {
  let told = false
  redis.on('ready', () => {
    if (told) log.info('Redis is back')
    told = false
  })
  // Without a listener the process would end; with one line per attempt the log would drown.
  redis.on('error', error => {
    if (!told) log.warn('Redis is away; going on without it', { error })
    told = true
  })
  return redis
}

/** Resolves when the connection is ready, has failed, or `timeoutMs` are over. */
export async function untilReady(redis: Redis, timeoutMs: number): Promise<void> {
  const over = new AbortController()
  const finish = () => over.abort()
  redis.once('ready', finish)
  redis.once('error', finish)
  if (redis.status !== 'ready') await sleep(timeoutMs, undefined, { signal: over.signal }).catch(() => {})
  redis.off('ready', finish)
  redis.off('error', finish)
}
