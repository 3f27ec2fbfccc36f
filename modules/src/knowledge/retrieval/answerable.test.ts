import { expect, test } from 'vitest'
import { answerable } from './answerable.ts'

test('the stronger the best passage and the longer the question, the surer', () => {
  const weak = answerable({ words: 4, coverage: 0.2, strength: 0.05 })
  const strong = answerable({ words: 4, coverage: 0.8, strength: 0.4 })
  const short = answerable({ words: 1, coverage: 0.8, strength: 0.4 })
  expect(weak.answerable).toBe(false)
  expect(strong.answerable).toBe(true)
  expect(strong.confidence).toBeGreaterThan(short.confidence)
})

test('nothing found is surely not answerable', () => {
  expect(answerable({ words: 3, coverage: 0, strength: 0 })).toEqual({ answerable: false, confidence: 0 })
})

test('a vector that stands out from its neighbours speaks for an answer, one among equals does not', () => {
  const evidence = { words: 3, coverage: 0, strength: 0 }
  const equals = Array.from({ length: 20 }, () => 0.3)
  expect(answerable(evidence, equals).confidence).toBe(0)
  expect(answerable(evidence, [0.75, ...equals]).answerable).toBe(true)
})
