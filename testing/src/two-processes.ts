import { createMemoryCache } from '@frontdesk/platform/cache/memory'
import { newId } from '@frontdesk/platform/ids'
import { silentLog } from '@frontdesk/platform/log'
import type { Platform } from '@frontdesk/platform/platform'
import { createRedisPubSub } from '@frontdesk/platform/pubsub/redis'
import { connectRedis } from '@frontdesk/platform/redis'
import { afterAll } from 'vitest'

const { REDIS_URL } = process.env

/**
 * Two processes of one installation: nothing in the memory of one is in that of the other. They share the database and
 * hear each other by the Redis of REDIS_URL; without one, by what stands in for it.
 */
export const twoProcesses = async (platform: Platform): Promise<[Platform, Platform]> => [
  await anotherProcess(platform),
  await anotherProcess(platform),
]

const anotherProcess = async (platform: Platform): Promise<Platform> => ({
  ...platform,
  processId: newId(),
  cache: createMemoryCache(() => platform.clock.now().getTime()),
  pubsub: REDIS_URL ? await redisPubSub(REDIS_URL) : platform.pubsub,
})

const redisPubSub = async (url: string) => {
  const link = await connectRedis(url, silentLog)
  const pubsub = createRedisPubSub(link, silentLog)
  afterAll(async () => {
    await pubsub.close()
    link.close()
  })
  return pubsub
}
