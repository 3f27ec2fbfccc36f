import { expect, test } from 'vitest'
import { createAllowance } from './allowance.ts'
import { eventOf, type NewEvent } from './event.ts'
import { createWaiting } from './waiting.ts'

const minute = (number: number) => new Date(number * 60_000)
const eventBy = (actor: string, what: 'authn_login_fail' | 'api-key.created' = 'authn_login_fail'): NewEvent => {
  const event = eventOf({ what, of: { userId: actor }, actor, ip: '192.0.2.1', requestId: 'r' }, minute(1))
  if (!event) throw new Error(`${what} is no event`)
  return event
}
const many = (count: number, by: (n: number) => NewEvent) => Array.from({ length: count }, (_, n) => by(n))

test('a flood of one minute becomes some sixty events and a number', () => {
  const allowance = createAllowance()
  const kept = allowance.admit(
    'northwind',
    many(10_000, () => eventBy('mallory')),
    minute(1),
  )
  expect(kept).toHaveLength(60)
  expect(allowance.release(minute(1))).toEqual([])
  const [[organizationId, held] = []] = allowance.release(minute(2))
  expect(organizationId).toBe('northwind')
  expect(held).toMatchObject([{ actor: 'mallory', count: 9_940 }])
  expect(allowance.release(minute(3))).toEqual([])
})

test('however many take part, the minute stays small, and the numbers are right', () => {
  const allowance = createAllowance()
  const kept = allowance.admit(
    'northwind',
    many(10_000, n => eventBy(`account-${n}`)),
    minute(1),
  )
  const [[, held] = []] = allowance.release('all')
  expect(kept.length + (held?.length ?? 0)).toBeLessThan(90)
  expect(held?.at(-1)).toMatchObject({ actor: undefined, ip: undefined, details: {} })
  expect([...kept, ...(held ?? [])].reduce((sum, { count }) => sum + count, 0)).toBe(10_000)
})

test('a flood in one organization costs another none of its own, and audited deeds are kept through it', () => {
  const allowance = createAllowance()
  allowance.admit(
    'northwind',
    many(1_000, () => eventBy('mallory')),
    minute(1),
  )
  expect(allowance.admit('rival', [eventBy('rita')], minute(1))).toHaveLength(1)
  expect(allowance.admit('northwind', [eventBy('olivia', 'api-key.created')], minute(1))).toHaveLength(1)
  expect(allowance.admit('northwind', [eventBy('olivia')], minute(1))).toHaveLength(0)
})

test('what waits is bounded as well: the same is counted in one place, and the rest is dropped by number', () => {
  const waiting = createWaiting(3)
  for (const n of [1, 2, 3, 4, 5, 1, 1]) waiting.add({ of: { userId: `${n}` }, event: eventBy(`account-${n}`) })
  const { items, dropped } = waiting.takeAll()
  expect(items.map(({ event }) => event.count)).toEqual([3, 1, 1])
  expect(dropped).toBe(2)
  expect(waiting.takeAll()).toEqual({ items: [], dropped: 0 })
})
