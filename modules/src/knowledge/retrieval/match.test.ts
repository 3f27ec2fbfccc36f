import fc from 'fast-check'
import { expect, test } from 'vitest'
import { headingMention, Matcher } from './match.ts'
import { Postings } from './postings.ts'

const chunksOfTerms = fc.array(
  fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 5 })), { minLength: 12, maxLength: 12 }),
  {
    minLength: 1,
    maxLength: 60,
  },
)

test('the best chunks are exactly those that scoring everything finds, however common the words', async () => {
  await fc.assert(
    fc.property(
      chunksOfTerms,
      fc.array(fc.nat(11), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 8 }),
      (chunks, asked, limit) => {
        const postings = new Postings()
        const penalties = Float32Array.from(chunks, (_, chunk) => (chunk % 9 === 8 ? Infinity : 0.5 + (chunk % 5)))
        // Term 0 stands everywhere, term 11 hardly anywhere.
        for (const [chunk, terms] of chunks.entries())
          for (const [term, [inHeading, inText]] of terms.entries())
            if ((chunk * 7 + term * 5) % 12 >= term) postings.add(term, chunk, inHeading, inText)
        const sought = [...new Set(asked)].map(term => ({ term, weight: 0.2 + term }))
        const scores = chunks.map((terms, chunk) =>
          sought.reduce((sum, { term, weight }) => {
            if ((chunk * 7 + term * 5) % 12 < term) return sum
            const [inHeading, inText] = terms[term] ?? [0, 0]
            const times = inHeading * headingMention + inText
            return sum + (weight * times) / (times + (penalties[chunk] ?? 0))
          }, 0),
        )
        const expected = scores
          .filter(score => score > 0)
          .sort((a, b) => b - a)
          .slice(0, limit)
        const found = new Matcher().match(postings, penalties, sought, limit)
        expect(found.map(({ score }) => score.toFixed(3))).toEqual(expected.map(score => score.toFixed(3)))
        for (const { chunk, score } of found) expect(score).toBeCloseTo(scores[chunk] ?? 0, 3)
      },
    ),
  )
})

test('one matcher serves one question after the other', () => {
  const postings = new Postings()
  for (let chunk = 0; chunk < 100; chunk += 1) postings.add(0, chunk, 0, 1 + (chunk % 3))
  const matcher = new Matcher()
  const penalties = new Float32Array(100).fill(1)
  const first = matcher.match(postings, penalties, [{ term: 0, weight: 1 }], 5)
  expect(matcher.match(postings, penalties, [{ term: 0, weight: 1 }], 5)).toEqual(first)
})
