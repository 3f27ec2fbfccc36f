import { expect, test } from 'vitest'
import { segmentsOf } from './segments.ts'

test('a text is cut where chunks begin and end, and what two chunks share is its own piece', () => {
  const pieces = segmentsOf(100, [
    { start: 10, end: 50 },
    { start: 40, end: 90 },
  ])
  expect(pieces).toEqual([
    { start: 0, end: 10, chunks: [] },
    { start: 10, end: 40, chunks: [0] },
    { start: 40, end: 50, chunks: [0, 1] },
    { start: 50, end: 90, chunks: [1] },
    { start: 90, end: 100, chunks: [] },
  ])
})

test('a text without chunks is one piece, and an empty text none', () => {
  expect(segmentsOf(5, [])).toEqual([{ start: 0, end: 5, chunks: [] }])
  expect(segmentsOf(0, [])).toEqual([])
})
