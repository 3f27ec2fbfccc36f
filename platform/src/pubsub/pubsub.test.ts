import { expect, onTestFinished, test, vi } from 'vitest'
import { silentLog } from '../log.ts'
import { silentRedis, withTestRedis } from '../redis.suite.ts'
import type { RedisLink } from '../redis.ts'
import { createMemoryPubSub } from './memory.ts'
import { pubSubSuite } from './pubsub.suite.ts'
import { createRedisPubSub } from './redis.ts'

function over(link: RedisLink) {
  const pubSub = createRedisPubSub(link, silentLog)
  onTestFinished(() => pubSub.close())
  return pubSub
}

pubSubSuite('memory', async () => {
  const pubSub = createMemoryPubSub(silentLog)
  return [pubSub, pubSub]
})

withTestRedis(link => {
  pubSubSuite('Redis', async () => [over(await link()), over(await link())])

  test('after an interruption a listener hears again', async () => {
    const redis = await link()
    const ears = redis.another()
    const pubSub = over({ ...redis, another: () => ears })
    const heard: string[] = []
    await pubSub.subscribe('interrupted', message => heard.push(message))
    const connection = await ears.client('ID')
    await redis.ask(server => server.client('KILL', 'ID', connection))
    await vi.waitFor(
      async () => {
        await pubSub.publish('interrupted', 'again')
        expect(heard).toContain('again')
      },
      { timeout: 3_000, interval: 50 },
    )
  })
})

test('while Redis is away publishing and subscribing do not hang, and this process still hears itself', async () => {
  for (const link of await silentRedis()) {
    const pubSub = over(link)
    const heard: string[] = []
    const begun = performance.now()
    const leave = await pubSub.subscribe('topic', message => heard.push(message))
    await pubSub.publish('topic', 'hello')
    leave()
    expect(heard).toEqual(['hello'])
    expect(performance.now() - begun).toBeLessThan(1_500)
  }
})
