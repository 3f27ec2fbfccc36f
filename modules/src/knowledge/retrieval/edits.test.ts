import { expect, test } from 'vitest'
import { edits } from './edits.ts'

const between = (a: string, b: string, most = 2) => edits(Buffer.from(a), Buffer.from(b), most)

test('a change, an addition, a loss and a swap of neighbours are one edit each', () => {
  expect(between('return', 'return')).toBe(0)
  expect(between('return', 'retorn')).toBe(1)
  expect(between('return', 'returns')).toBe(1)
  expect(between('return', 'retun')).toBe(1)
  expect(between('return', 'retrun')).toBe(1)
  expect(between('warranty', 'waranti')).toBe(2)
})

test('words further apart than asked for are only said to be further apart', () => {
  expect(between('return', 'refund')).toBeGreaterThan(2)
  expect(between('a', 'abcdef', 1)).toBeGreaterThan(1)
})
