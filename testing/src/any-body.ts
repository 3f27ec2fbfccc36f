import fc from 'fast-check'
import { z } from 'zod'

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  format?: string
  maxLength?: number
  minimum?: number
  maximum?: number
  maxItems?: number
}

/** Bodies that the schema nearly always almost allows: valid ones with a few places gone wrong. */
export const anyBody = (schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> => {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  return fc.oneof({ weight: 30, arbitrary: like(shape, ids) }, { weight: 1, arbitrary: junk })
}

const like = (schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 19, arbitrary: fitting(schema, ids) }, { weight: 1, arbitrary: junk })

const fitting = (schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> => {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(each => fitting(each, ids)))
  switch (schema.type) {
    case 'object':
      return objectLike(schema, ids)
    case 'array':
      return fc.array(like(schema.items ?? {}, ids), { maxLength: Math.min(schema.maxItems ?? 5, 5) })
    case 'string':
      return textLike(schema, ids)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -10, max: Math.min(schema.maximum ?? 1_000, 2 ** 31) })
    case 'number':
      return fc.double({ min: schema.minimum ?? -10, max: schema.maximum ?? 10, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return junk
  }
}

const objectLike = ({ properties = {}, required = [] }: Schema, ids: readonly string[]) => {
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, like(each, ids)])),
    { requiredKeys: required },
  )
  const alien = fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'id', '', 'organizationId', '$where'), junk)
  return fc.oneof(
    { weight: 12, arbitrary: known },
    { weight: 1, arbitrary: fc.tuple(known, alien).map(([mine, theirs]) => ({ ...mine, ...theirs })) },
  )
}

const textLike = ({ format, maxLength = 100 }: Schema, ids: readonly string[]): fc.Arbitrary<unknown> => {
  if (format === 'uuid') {
    const known = fc.constantFrom(...ids)
    return fc.oneof(
      { weight: 6, arbitrary: known },
      fc.uuid(),
      known.map(id => id.toUpperCase()),
    )
  }
  if (format === 'email') return fc.oneof(fc.emailAddress(), fc.constant('olivia@example.com'))
  if (format === 'uri') return fc.webUrl({ withQueryParameters: true, withFragments: true })
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map(date => date.toISOString())
  return fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 60) }),
    fc.constantFrom(
      'en',
      'de',
      'refund',
      'correct horse battery',
      'x'.repeat(Math.min(maxLength, 20_000)),
      ...nastyTexts,
    ),
  )
}

const nastyTexts = ['\u0000', 'a\ud800b', '\u202e\ufeff', "'; DROP TABLE agents; --", '{{7*7}}', '%s%n', '[[1]]', '\\']

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    2 ** 53,
    0.1,
    '',
    ' ',
    [],
    {},
    [[]],
    'y'.repeat(30_000),
    ...nastyTexts,
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 4 }),
)

/** A text of JSON with a piece cut out, put in, or both. */
export const brokenJson = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc
    .tuple(
      whole,
      fc.nat(),
      fc.nat({ max: 6 }),
      fc.constantFrom('', '"', '{', ']', ',', '\\', '\\ud800', '\u0000', 'é', '1e999', '//'),
    )
    .map(([value, at, cut, put]) => {
      const text = JSON.stringify(value) ?? ''
      const place = at % (text.length + 1)
      return text.slice(0, place) + put + text.slice(place + cut)
    })

/** Query strings with known names and any values. */
export const anyQuery = (schema: z.ZodObject | undefined, ids: readonly string[]): fc.Arbitrary<string> => {
  const names = [...Object.keys(schema?.shape ?? {}), 'unknown', '__proto__', 'limit']
  const cursor = fc
    .tuple(
      fc.oneof(
        fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
        fc.string(),
      ),
      fc.constantFrom(...ids, 'x'),
    )
    .map(parts => Buffer.from(parts.join(' ')).toString('base64url'))
  const value = fc.oneof(
    cursor,
    fc.string({ unit: 'binary' }),
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom(...ids, ...nastyTexts),
  )
  return fc
    .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 })
    .map(pairs =>
      new URLSearchParams(pairs.map(([name, each]): [string, string] => [name, each.toWellFormed()])).toString(),
    )
}
