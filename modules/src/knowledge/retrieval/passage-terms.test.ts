import { expect, test } from 'vitest'
import { passageTerms, TermReader } from './passage-terms.ts'

function read(terms: Uint8Array) {
  const reader = new TermReader()
  const found: string[] = []
  const { headingLength, sequence } = reader.read(terms, length => {
    found.push(new TextDecoder().decode(reader.scratch.subarray(0, length)))
  })
  return { language: reader.language, headingLength, said: Array.from(sequence, place => found[place]) }
}

test('a passage comes back from its kept form as stems in order, heading first, stop words marked', () => {
  const kept = passageTerms({ heading: 'Returns', text: 'Return the unused goods. Returned goods are refunded.' })
  expect(read(kept)).toEqual({
    language: 'en',
    headingLength: 1,
    said: ['return', 'return', ' the', 'unus', 'good', 'return', 'good', ' are', 'refund'],
  })
})

test('the language is heard from the words when nobody names it, and accents are folded after stemming', () => {
  const kept = read(passageTerms({ heading: '', text: 'Die Häuser und die Straßen sind für alle größer geworden' }))
  expect(kept.language).toBe('de')
  expect(kept.said).toContain('haus')
  expect(kept.said).toContain('strass')
})

test('a named language wins, and one without a stemmer is kept as it is said', () => {
  expect(read(passageTerms({ heading: '', text: 'running', language: 'de-AT' })).said).toEqual(['running'])
  expect(read(passageTerms({ heading: '', text: 'running', language: 'en' })).said).toEqual(['run'])
  expect(read(passageTerms({ heading: '', text: 'שלום עולם', language: 'he' })).said).toEqual(['שלום', 'עולם'])
})

test('an empty passage and one of overlong words survive', () => {
  expect(read(passageTerms({ heading: '', text: '' })).said).toEqual([])
  expect(read(passageTerms({ heading: '', text: 'x'.repeat(5_000) })).said).toEqual(['x'.repeat(60)])
  const faces = '𠮷'.repeat(300)
  expect(read(passageTerms({ heading: '', text: faces })).said).toHaveLength(299)
})

test('terms of another version are refused rather than misread', () => {
  expect(() => read(Uint8Array.of(9, 0, 0))).toThrow(RangeError)
})
