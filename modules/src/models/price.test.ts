import { expect, test } from 'vitest'
import { costOf, priceOf } from './price.ts'

const price = (model: string, inputPerMillion = 2, outputPerMillion = 10) => ({
  model,
  inputPerMillion,
  outputPerMillion,
})

test('a whole name goes before a beginning, and a longer beginning before a shorter', () => {
  const prices = [price('*'), price('gpt-4o*'), price('gpt-*'), price('gpt-4o')]
  const found = ['gpt-4o', 'gpt-4o-mini', 'gpt-5', 'claude'].map(model => priceOf(prices, model)?.model)
  expect(found).toEqual(['gpt-4o', 'gpt-4o*', 'gpt-*', '*'])
  expect(priceOf([price('gpt-4o')], 'gpt-4o-mini')).toBeUndefined()
})

test('tokens in and tokens out have prices of their own', () => {
  expect(costOf(price('x'), 1_000_000, 100_000)).toBe(3)
  expect(costOf(price('x', 0, 0), 500, 500)).toBe(0)
})
