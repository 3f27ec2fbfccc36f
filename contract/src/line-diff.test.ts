import { expect, test } from 'vitest'
import { diffLines } from './line-diff.ts'

const marks = { same: ' ', added: '+', removed: '-', skipped: '…' }
const shown = (from: string[], to: string[]) =>
  diffLines(from.join('\n'), to.join('\n')).map(({ change, text }) => `${marks[change]}${text}`)

test('a text that stayed the same has no differences', () => {
  expect(shown(['one', 'two'], ['one', 'two'])).toEqual([])
})

test('a changed line is taken out and put in, between the lines around it', () => {
  expect(shown(['a', 'b', 'c'], ['a', 'B', 'c'])).toEqual([' a', '-b', '+B', ' c'])
  expect(shown([''], ['a'])).toEqual(['+a'])
  expect(shown(['a'], ['a', ''])).toEqual([' a', '+'])
})

test('lines far from every change are counted instead of told', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`)
  const changed = lines.with(10, 'changed')
  expect(shown(lines, changed)).toEqual([
    '…7 lines',
    ' line 7',
    ' line 8',
    ' line 9',
    '-line 10',
    '+changed',
    ' line 11',
    ' line 12',
    ' line 13',
    '…6 lines',
  ])
})

test('whatever changed, what is left and put in makes the new text, and what is left and taken out the old one', () => {
  let state = 7
  const random = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  for (let round = 0; round < 500; round++) {
    const before = Array.from({ length: random(7) + 1 }, () => 'abc'.charAt(random(3)))
    const after = Array.from({ length: random(7) + 1 }, () => 'abc'.charAt(random(3)))
    const lines = diffLines(before.join('\n'), after.join('\n'))
    if (lines.length === 0) expect(after).toEqual(before)
    else if (lines.every(({ change }) => change !== 'skipped')) {
      const without = (left: string) => lines.filter(({ change }) => change !== left).map(({ text }) => text)
      expect([without('added'), without('removed')]).toEqual([before, after])
    }
  }
})

test('two long texts with nothing in common are told in no time', () => {
  const lines = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`)
  const from = performance.now()
  expect(shown(lines('old'), lines('new'))).toHaveLength(40_000)
  expect(performance.now() - from).toBeLessThan(2_000)
})
