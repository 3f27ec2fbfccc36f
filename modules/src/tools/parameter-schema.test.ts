import { expect, test } from 'vitest'
import { Invalid } from '#errors'
import { checkParameterSchema, faultOf, withoutBound } from './parameter-schema.ts'

const refund = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: false,
  required: ['orderId', 'lines'],
  $defs: {
    line: {
      type: 'object',
      required: ['sku'],
      properties: { sku: { type: 'string', pattern: '^[A-Z]{2}-\\d+$' }, count: { type: 'integer', minimum: 1 } },
    },
  },
  properties: {
    orderId: { anyOf: [{ type: 'string', format: 'uuid' }, { type: 'integer' }] },
    lines: { type: 'array', items: { $ref: '#/$defs/line' }, minItems: 1 },
    reason: { enum: ['damaged', 'late', null] },
    amount: { type: 'number', multipleOf: 0.01 },
  },
}

test('nested objects, references, enums and alternatives are checked, and numbers stay numbers', () => {
  checkParameterSchema(refund)
  expect(
    faultOf(refund, { orderId: 17, lines: [{ sku: 'AB-1', count: 2 }], reason: null, amount: 12.5 }),
  ).toBeUndefined()
  expect(faultOf(refund, { orderId: 17, lines: [] })).toMatch(/\/lines must NOT have fewer than 1 items/)
  expect(faultOf(refund, { orderId: 17, lines: [{ sku: 'ab' }], other: 1 })).toMatch(
    /additional properties \(other\).*pattern/s,
  )
  expect(faultOf(refund, { orderId: 17, lines: [{ sku: 'AB-1', count: '2' }] })).toMatch(/count must be integer/)
  expect(faultOf(refund, { orderId: 17, lines: [{ sku: 'AB-1' }], reason: 'bored' })).toMatch(/allowed.*damaged/)
  for (const given of [null, [], 'text', 3]) expect(faultOf(refund, given)).toMatch(/one JSON object/)
})

test('what is no schema of an object is refused with a sentence, and nothing is fetched', () => {
  for (const schema of [
    { type: 'array' },
    { type: 'object', properties: 3 },
    { type: 'nonsense' },
    { $ref: 'https://evil.example/schema.json' },
    { type: 'object', properties: { a: { $ref: '#/$defs/missing' } } },
    { type: 'object', description: 'x'.repeat(70_000) },
  ])
    expect(() => checkParameterSchema(schema), JSON.stringify(schema).slice(0, 60)).toThrow(Invalid)
})

test('a word that meant something in an older draft is a word like any other', () => {
  const older = { id: 'urn:refund', definitions: {}, properties: { id: { type: 'string' }, order: { id: '#order' } } }
  checkParameterSchema(older)
  expect(faultOf(older, { id: 'R-1', order: 3 })).toBeUndefined()
  expect(faultOf(older, { id: 1 })).toMatch(/id must be string/)
})

test('a pattern made to take for ever takes no time, and one beyond the engine is not enforced', () => {
  const evil = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } }
  const from = performance.now()
  expect(faultOf(evil, { a: `${'a'.repeat(50_000)}!` })).toMatch(/pattern/)
  expect(performance.now() - from).toBeLessThan(2_000)
  const ahead = { type: 'object', properties: { a: { type: 'string', pattern: '^(?=x)y' } } }
  checkParameterSchema(ahead)
  expect(faultOf(ahead, { a: 'z' })).toBeUndefined()
})

test('parameters that the product fills in are not shown and not asked for', () => {
  const shown = withoutBound({ ...refund, required: ['orderId', 'reason'] }, { orderId: 'conversation.id' })
  expect(Object.keys(shown.properties as object)).toEqual(['lines', 'reason', 'amount'])
  expect(shown.required).toEqual(['reason'])
})
