import { newId } from '@frontdesk/platform/ids'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'
import { BudgetReached } from './budget.ts'
import { reserve } from './reserve.ts'
import { findBudgets } from './store.ts'
import { trimBudgets } from './trim-store.ts'

let here: World
beforeEach(async () => {
  here = await world()
})

const nothing = { tokens: 0, cost: 0 }
const call = { tokens: 100, cost: 0.1 }
const spender = async (month: { tokens: number | null; cost: number | null }, turnId = newId()) => ({
  turnId,
  conversationId: newId(),
  customerId: 'vera',
  budgets: { ...(await findBudgets(here.olivia.ctx)), month, customerDay: month },
})
const asks = async (month = { tokens: 1_000, cost: null } as Parameters<typeof spender>[0], turnId = newId()) =>
  reserve(here.olivia.ctx, await spender(month, turnId), call, nothing)
const outcomes = async (many: Promise<unknown>[]) =>
  (await Promise.allSettled(many)).map(each => (each.status === 'fulfilled' ? 'made' : each.reason))

test.each([
  ['tokens', { tokens: 1_000, cost: null }],
  ['money', { tokens: null, cost: 1.05 }],
])('calls at once are held within a budget of %s, and those that took less make room for others', async (_, month) => {
  const settles = await Promise.all(Array.from({ length: 10 }, () => asks(month)))
  const refused = await outcomes(Array.from({ length: 5 }, () => asks(month)))
  expect(refused.every(each => each instanceof BudgetReached)).toBe(true)
  await Promise.all(settles.map(settle => settle({ tokens: 40, cost: 0.04 })))
  const then = await outcomes(Array.from({ length: 12 }, () => asks(month)))
  expect(then.filter(each => each === 'made')).toHaveLength(6)
})

test('a call whose process is gone holds its part for ten minutes and no longer, and its turn, taken over, at once', async () => {
  const turnId = newId()
  await asks({ tokens: 100, cost: null }, turnId)
  await expect(asks({ tokens: 100, cost: null })).rejects.toThrow(BudgetReached)
  const settle = await asks({ tokens: 100, cost: null }, turnId)
  await expect(asks({ tokens: 100, cost: null })).rejects.toThrow(BudgetReached)
  here.platform.clock.advance(10 * 60_000 + 1)
  const other = await asks({ tokens: 100, cost: null })
  await settle(nothing)
  await other(call)
  await expect(asks({ tokens: 100, cost: null })).rejects.toThrow(BudgetReached)
})

test('whoever asks alone gets what is left, and nobody gets more than that', async () => {
  const settle = await asks({ tokens: 10, cost: null })
  await settle(call)
  await expect(asks({ tokens: 100, cost: null })).rejects.toThrow('The budget of this customer and day is used up.')
})

test('counters that nobody used for 40 days and holds that never ended are thrown away', async () => {
  await asks()
  expect(await trimBudgets(here.platform)).toBe(0)
  here.platform.clock.advance(41 * 24 * 3_600_000)
  // Other tests' counters may be among them.
  expect(await trimBudgets(here.platform)).toBeGreaterThanOrEqual(4)
  await expect(asks()).resolves.toBeDefined()
})
