import { expect, test } from 'vitest'
import { historyTokens, newestOf, outgrownSeq, type Piece } from './history.ts'

const pieces = (count: number, text: string): Piece[] =>
  Array.from({ length: count }, (_, index) => ({ seq: index + 1, messages: [{ role: 'user', content: text }] }))
const seqs = (some: Piece[]) => some.map(({ seq }) => seq)
const paragraph = 'a'.repeat(1_000)

test('the newest that fit are told, and of a short conversation all', () => {
  expect(seqs(newestOf(pieces(4, paragraph), historyTokens))).toEqual([1, 2, 3, 4])
  expect(seqs(newestOf(pieces(30, paragraph), historyTokens))).toEqual(Array.from({ length: 26 }, (_, at) => at + 5))
  expect(newestOf(pieces(2, 'a'.repeat(30_000)), historyTokens)).toEqual([])
  // A character of Chinese takes about three times as much.
  expect(newestOf(pieces(30, '好'.repeat(1_000)), historyTokens)).toHaveLength(8)
})

test('a conversation that has room needs no summary; one that has not keeps its newest half in full', () => {
  expect(outgrownSeq(pieces(19, paragraph))).toBeUndefined()
  expect(outgrownSeq(pieces(20, paragraph))).toBe(7)
  expect(outgrownSeq(pieces(50, 'Yes.'))).toBeUndefined()
  expect(outgrownSeq(pieces(51, 'Yes.'))).toBe(27)
})

test('what a question and its answer take alone is never summed up with what came before them', () => {
  expect(outgrownSeq(pieces(3, 'a'.repeat(20_000)))).toBe(1)
  expect(outgrownSeq(pieces(2, 'a'.repeat(20_000)))).toBeUndefined()
})
