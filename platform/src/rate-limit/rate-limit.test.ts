import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { silentRedis, withTestRedis } from '../redis.suite.ts'
import { createMemoryRateLimit } from './memory.ts'
import { rateLimitSuite } from './rate-limit.suite.ts'
import { createRedisRateLimit } from './redis.ts'

rateLimitSuite('memory', async nowMs => createMemoryRateLimit(nowMs))

withTestRedis(link => {
  rateLimitSuite('Redis', async nowMs => createRedisRateLimit(await link(), nowMs))

  test('two processes that share a Redis share the bucket', async () => {
    const [here, there] = [createRedisRateLimit(await link()), createRedisRateLimit(await link())]
    const key = randomUUID()
    const limit = { capacity: 10, refillPerSecond: 0.01 }
    const verdicts = await Promise.all(
      Array.from({ length: 100 }, (_, number) => (number % 2 ? here : there).take(key, limit)),
    )
    expect(verdicts.filter(verdict => verdict.allowed)).toHaveLength(10)
  })

  test('two processes that count a large bucket ahead know of each other a moment later', async () => {
    const [here, there] = [createRedisRateLimit(await link()), createRedisRateLimit(await link())]
    const key = randomUUID()
    const limit = { capacity: 10_000, refillPerSecond: 0.01 }
    for (let spent = 0; spent < 6_000; spent++) await here.take(key, limit)
    await there.take(key, limit)
    await expect.poll(async () => (await there.take(key, limit)).remaining).toBeLessThan(4_000)
    const verdicts = await Promise.all(Array.from({ length: 5_000 }, () => there.take(key, limit)))
    expect(verdicts.filter(verdict => verdict.allowed).length).toBeLessThan(4_000)
    await expect.poll(async () => (await here.take(key, limit)).allowed).toBe(false)
  })
})

test('while Redis is away the limit still holds, counted by the process', async () => {
  for (const link of await silentRedis()) {
    const limits = createRedisRateLimit(link)
    const verdicts = await Promise.all(
      Array.from({ length: 20 }, () => limits.take('key', { capacity: 3, refillPerSecond: 0.01 })),
    )
    expect(verdicts.filter(verdict => verdict.allowed)).toHaveLength(3)
  }
})

test('a flood of keys forgets the ones used longest ago and not the one in use', async () => {
  const limits = createMemoryRateLimit()
  const limit = { capacity: 2, refillPerSecond: 0.000_1 }
  await limits.take('quiet', limit, 2)
  await limits.take('busy', limit)
  for (let number = 0; number < 60_000; number++) {
    if (number === 30_000) await limits.take('busy', limit)
    await limits.take(`stranger ${number}`, limit)
  }
  expect(await limits.take('busy', limit)).toMatchObject({ allowed: false })
  expect(await limits.take('quiet', limit)).toMatchObject({ allowed: true })
})
