import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMessageFramer } from './wire-framing.ts'

const message = (type: string, body: Uint8Array) => {
  const head = Buffer.alloc(5)
  head.write(type, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const startUp = (body: Uint8Array) => message('x', body).subarray(1)

const anything = fc.uint8Array({ maxLength: 40 })
/** Parse, Bind, Describe and Execute, up to their Sync; or a simple query. */
const unit = fc.oneof(
  fc
    .tuple(fc.array(fc.tuple(fc.constantFrom('P', 'B', 'D', 'E', 'C', 'H'), anything), { maxLength: 6 }))
    .map(([parts]) =>
      Buffer.concat([...parts.map(([type, body]) => message(type, body)), message('S', Buffer.alloc(0))]),
    ),
  anything.map(body => message('Q', body)),
)
const connection = fc.tuple(anything.map(startUp), fc.array(unit, { maxLength: 8 }))

const unitsOf = (pieces: Uint8Array[]) => {
  const units: string[] = []
  const frame = createMessageFramer(bytes => units.push(Buffer.from(bytes).toString('hex')))
  for (const piece of pieces) frame(Buffer.from(piece))
  return units
}

const cut = (stream: Buffer, places: number[]) => {
  const ends = [...places.map(place => place % (stream.length + 1)), stream.length].sort((a, b) => a - b)
  return ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end))
}

test('however the bytes arrive, the same units are handed over, each whole and in order', async () => {
  await fc.assert(
    fc.property(connection, fc.array(fc.nat(), { maxLength: 12 }), ([start, units], places) => {
      const wanted = [start, ...units].map(each => Buffer.from(each).toString('hex'))
      expect(unitsOf(cut(Buffer.concat([start, ...units]), places))).toEqual(wanted)
    }),
    { numRuns: 500 },
  )
})

test('byte by byte is no different', async () => {
  await fc.assert(
    fc.property(connection, ([start, units]) => {
      const stream = Buffer.concat([start, ...units])
      expect(unitsOf([...stream].map(byte => Uint8Array.of(byte)))).toEqual(unitsOf([stream]))
    }),
    { numRuns: 100 },
  )
})

test('a unit that is not whole is not handed over, and a good-bye is for nobody', () => {
  const query = message('Q', Buffer.from('SELECT 1\0'))
  const start = startUp(Buffer.from('user\0postgres\0'))
  expect(unitsOf([start, query.subarray(0, -1)])).toHaveLength(1)
  expect(unitsOf([start, message('P', Buffer.from('x'))])).toHaveLength(1)
  expect(unitsOf([start, query, message('X', Buffer.alloc(0))])).toHaveLength(2)
})

test('a unit that was handed over does not change when the next bytes come', () => {
  const units: Uint8Array[] = []
  const frame = createMessageFramer(bytes => units.push(bytes))
  const buffer = Buffer.from(startUp(Buffer.from('user\0')))
  frame(buffer)
  buffer.fill(0)
  expect(Buffer.from(units[0] ?? []).toString('latin1')).toContain('user')
})
