import { expect, test } from 'vitest'
import { createCitationMarks } from './citation-marks.ts'

const through = (pieces: string[], passages = 3) => {
  const marks = createCitationMarks(passages)
  const text = pieces.map(piece => marks.push(piece)).join('') + marks.end()
  return { text, cited: marks.cited() }
}

test('citations are numbered in the order they are used', () => {
  expect(through(['Free from 50 € [[3]]. Else 4 € [[1]] [[3]].'])).toEqual({
    text: 'Free from 50 € [1]. Else 4 € [2] [1].',
    cited: [3, 1],
  })
})

test('single brackets and lists of numbers count as marks too', () => {
  expect(through(['Two weeks [2]. Both say so [1, 2].']).text).toBe('Two weeks [1]. Both say so [2][1].')
})

test('a mark that names no passage disappears alone', () => {
  expect(through(['Yes [[9]]. No [[2]][[7]], never [[1, 8]].'])).toEqual({
    text: 'Yes. No [1], never [2].',
    cited: [2, 1],
  })
})

test('what only looks like a mark stays', () => {
  const text = 'See [1](https://a.example), items[0], [note] and [2026 plans] or [[x]].'
  expect(through([text])).toEqual({ text, cited: [] })
})

test('however the text is cut, the outcome is the same', () => {
  const text = 'Free from 50 € [[3]]. Else [[12]] 4 € [1, 2] (see [1](u)) and x[2] [[2'
  const whole = through([text])
  for (let size = 1; size < 9; size++)
    expect(through(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])).toEqual(whole)
})

test('words are never held back', () => {
  const marks = createCitationMarks(1)
  expect(marks.push('Hello')).toBe('Hello')
  expect(marks.push(' there [')).toBe(' there')
  expect(marks.push('a')).toBe(' [a')
})
