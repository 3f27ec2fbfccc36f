import { expect, test } from 'vitest'
import { weightOf } from './schema-weight.ts'

const alternatives = (levels: number) => ({
  $ref: '#/$defs/d0',
  $defs: Object.fromEntries(
    Array.from({ length: levels }, (_, n) => [
      `d${n}`,
      n + 1 < levels ? { anyOf: [{ $ref: `#/$defs/d${n + 1}` }, { $ref: `#/$defs/d${n + 1}` }] } : { type: 'string' },
    ]),
  ),
})

test('alternatives of alternatives weigh what they cost, however short they are written', () => {
  expect(weightOf(alternatives(4))).toBeLessThan(500)
  expect(weightOf(alternatives(40))).toBeGreaterThan(1e9)
})

test('what refers to itself weighs no more than it says, and what is nested too deeply weighs too much', () => {
  const tree = { $ref: '#/$defs/tree', $defs: { tree: { properties: { parts: { items: { $ref: '#/$defs/tree' } } } } } }
  expect(weightOf(tree)).toBeLessThan(20)
  let deep = {}
  for (let level = 0; level < 100_000; level++) deep = { not: deep }
  expect(weightOf(deep)).toBe(Number.POSITIVE_INFINITY)
})
