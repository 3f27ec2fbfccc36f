import { expect, test } from 'vitest'
import { areReadable, argumentFieldsOf, argumentsOf, skeletonOf } from './argument-fields.ts'

const schema = {
  type: 'object',
  properties: {
    id: { type: 'string', description: 'Number of the order' },
    amount: { type: 'number' },
    whole: { type: 'boolean' },
    reason: { enum: ['late', 'broken'] },
    lines: { type: 'array', items: { type: 'string' } },
    address: { $ref: '#/$defs/Address' },
  },
  required: ['id', 'address'],
  $defs: {
    Address: {
      type: 'object',
      properties: { city: { type: 'string' }, floor: { type: 'integer' }, next: { $ref: '#/$defs/Address' } },
      required: ['city', 'floor', 'next'],
    },
  },
}
const fields = argumentFieldsOf(schema) ?? []

test('a parameter with a plain type gets a field of its own, and any other is written as JSON', () => {
  expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['id', 'text', true],
    ['amount', 'number', false],
    ['whole', 'yes-no', false],
    ['reason', 'choice', false],
    ['lines', 'json', false],
    ['address', 'json', true],
  ])
  expect(argumentFieldsOf({ anyOf: [] })).toBeUndefined()
  expect(argumentFieldsOf({ type: 'object' })).toEqual([])
})

test('numbers stay numbers, and what was left empty is not given', () => {
  const address = '{"city": "Lund"}'
  expect(argumentsOf(fields, { id: '17', amount: '12.5', whole: 'no', reason: '', lines: '["a"]', address })).toEqual({
    id: '17',
    amount: 12.5,
    whole: false,
    lines: ['a'],
    address: { city: 'Lund' },
  })
  expect(areReadable(fields, { address: '{' })).toBe(false)
  expect(areReadable(fields, { address: '{}' })).toBe(true)
})

test('a rich parameter begins with all that it needs, however deep it goes', () => {
  const begun = skeletonOf({ $ref: '#/$defs/Address' }, schema)
  expect(begun).toMatchObject({ city: '', floor: 0, next: { city: '', floor: 0 } })
  expect(JSON.stringify(begun).length).toBeLessThan(300)
})
