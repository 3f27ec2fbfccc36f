import { expect, test } from 'vitest'
import { silentRedis, withTestRedis } from '../redis.suite.ts'
import { cacheSuite } from './cache.suite.ts'
import { createMemoryCache } from './memory.ts'
import { createRedisCache } from './redis.ts'

cacheSuite('memory', async () => createMemoryCache())
withTestRedis(link => cacheSuite('Redis', async () => createRedisCache(await link())))

test('the memory cache forgets what was used longest ago before it grows too large', async () => {
  const cache = createMemoryCache()
  const page = 'x'.repeat(6_000_000)
  await cache.set('first', page, { ttlMs: 10_000 })
  await cache.set('second', page, { ttlMs: 10_000 })
  await cache.get('first')
  await cache.set('third', page, { ttlMs: 10_000 })
  expect(await cache.get('second')).toBeUndefined()
  expect(await cache.get('first')).toBe(page)
  expect(await cache.get('third')).toBe(page)
})

test('while Redis is away the cache misses, soon and without an error', async () => {
  for (const server of await silentRedis()) {
    const cache = createRedisCache(server)
    const begun = performance.now()
    await cache.set('key', 'value', { ttlMs: 1_000 })
    expect(await cache.get('key')).toBeUndefined()
    await cache.delete('key')
    expect(performance.now() - begun).toBeLessThan(1_000)
  }
})
