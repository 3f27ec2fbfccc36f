import { expect, test } from 'vitest'
import { type ParameterRow, rowsOf, schemaTextOf } from './parameter-rows.ts'

const rows: ParameterRow[] = [
  { name: 'email', type: 'text', description: 'Of the customer', isNeeded: true },
  { name: 'ids', type: 'wholes', description: '', isNeeded: false },
]

test('rows become a schema and the same rows again, and a row without a name is not there yet', () => {
  const text = schemaTextOf([...rows, { name: ' ', type: 'number', description: 'x', isNeeded: true }])
  expect(JSON.parse(text)).toEqual({
    type: 'object',
    properties: {
      email: { type: 'string', description: 'Of the customer' },
      ids: { type: 'array', items: { type: 'integer' } },
    },
    required: ['email'],
  })
  expect(rowsOf(text)).toEqual(rows)
})

test('a schema that says more than rows can is left to whoever writes JSON', () => {
  const of = (property: object) => rowsOf(JSON.stringify({ type: 'object', properties: { id: property } }))
  expect(of({ type: 'string' })).toHaveLength(1)
  expect(of({ type: 'string', pattern: '^[0-9]+$' })).toBeUndefined()
  expect(rowsOf('{"type": "object", "additionalProperties": false}')).toBeUndefined()
  expect(rowsOf('{')).toBeUndefined()
})
