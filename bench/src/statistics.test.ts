import { expect, test } from 'vitest'
import { median, percentile, slope } from './statistics.ts'

test('a percentile lies between its neighbours, whatever the order', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(percentile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48)
  expect(percentile([7], 0.99)).toBe(7)
})

test('a slope says what every step adds', () => {
  const points = [0, 1, 2, 3].map(x => ({ x, y: 5 + 2 * x }))
  expect(slope(points)).toBeCloseTo(2)
})
