import { expect, test } from 'vitest'
import { matchOf } from './match.ts'
import { soughtIn, wordsOf } from './words.ts'

const words = (text: string) => wordsOf(text).map(({ word }) => word)

test.each([
  ['Where is order #A-1042?', ['where', 'is', 'order', 'a', '1042']],
  ['Crème brûlée, ÉCLAIR', ['creme', 'brulee', 'eclair']],
  ['Straße STRASSE', ['strasse', 'strasse']],
  ['ΟΔΟΣ οδός', ['οδοσ', 'οδοσ']],
  ['İstanbul', ['istanbul']],
  ['anna@example.com', ['anna', 'example', 'com']],
  ['退款申请', ['退款', '款申', '申请']],
  ['返品は', ['返品', '品は']],
  ['환불', ['환불']],
  ['مُحَمَّد', ['محمد']],
  ['हिन्दी', ['हिन्दी']],
  ['🙂 -- ... \0', []],
  ['a🙂b', ['a', 'b']],
])('%s is searched as these words', (text, wanted) => {
  expect(words(text)).toEqual(wanted)
})

test('a word of any length is searched by its beginning, alike in what was said and in what is looked for', () => {
  const long = 'x'.repeat(10_000)
  expect(words(long)).toEqual(['x'.repeat(32)])
  expect(soughtIn(long)).toEqual({ words: [], beginning: 'x'.repeat(32) })
})

const found = (search: string, ...texts: string[]) => {
  const sought = soughtIn(search)
  const match =
    sought &&
    matchOf(
      sought,
      texts.map((text, index) => ({ seq: index + 1, text })),
    )
  return match && { ...match, marks: match.marks.map(({ start, end }) => match.excerpt.slice(start, end)) }
}

test('a match is where most of the words stand, and marks each of them', () => {
  expect(found('refund blue', 'A refund, please', 'The Blue one: refund it', 'blue')).toEqual({
    messageSeq: 2,
    excerpt: 'The Blue one: refund it',
    marks: ['Blue', 'refund'],
  })
  expect(found('refun', 'Refunded and refused')).toMatchObject({ marks: ['Refunded'] })
  expect(found('creme', 'Une crème brûlée')).toMatchObject({ marks: ['crème'] })
  expect(found('退款申请', '我要退款申请表')).toMatchObject({ marks: ['退款申请'] })
  expect(found('gone', 'Nothing of it')).toBeUndefined()
})

test('an excerpt of a long text is a line of whole words around the first match', () => {
  const text = `${'lorem ipsum '.repeat(40)}\nthe parcel is late ${'dolor sit '.repeat(40)}`
  const match = found('parcel late', text)
  expect(match?.excerpt).toMatch(/^…(lorem|ipsum) .* the parcel is late .* (dolor|sit)…$/)
  expect(match?.excerpt.length).toBeLessThanOrEqual(202)
  expect(match?.marks).toEqual(['parcel', 'late'])
})

test('an excerpt never cuts a character in two', () => {
  for (let shift = 0; shift < 4; shift++) {
    const match = found('parcel', `${'x'.repeat(shift)}${'🙂'.repeat(200)}parcel${'🙂'.repeat(200)}`)
    expect(match?.excerpt.isWellFormed()).toBe(true)
    expect(match?.marks).toEqual(['parcel'])
  }
})
