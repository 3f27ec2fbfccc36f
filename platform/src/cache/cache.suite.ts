import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Cache } from './port.ts'

export function cacheSuite(name: string, open: () => Promise<Cache>): void {
  test(`${name}: what was set is found until its time is over`, async () => {
    const cache = await open()
    const key = randomUUID()
    expect(await cache.get(key)).toBeUndefined()
    await cache.set(key, 'Zürich, 9 °C', { ttlMs: 60 })
    expect(await cache.get(key)).toBe('Zürich, 9 °C')
    await sleep(80)
    expect(await cache.get(key)).toBeUndefined()
  })

  test(`${name}: setting again replaces value and time`, async () => {
    const cache = await open()
    const key = randomUUID()
    await cache.set(key, 'first', { ttlMs: 30 })
    await cache.set(key, 'second', { ttlMs: 10_000 })
    await sleep(50)
    expect(await cache.get(key)).toBe('second')
  })

  test(`${name}: an empty text is a value, not a miss`, async () => {
    const cache = await open()
    const key = randomUUID()
    await cache.set(key, '', { ttlMs: 10_000 })
    expect(await cache.get(key)).toBe('')
  })

  test(`${name}: what was deleted is gone, and deleting it twice is no error`, async () => {
    const cache = await open()
    const key = randomUUID()
    await cache.set(key, 'value', { ttlMs: 10_000 })
    await cache.delete(key)
    await cache.delete(key)
    expect(await cache.get(key)).toBeUndefined()
  })
}
