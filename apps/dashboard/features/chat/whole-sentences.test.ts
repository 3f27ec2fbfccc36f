import { expect, test } from 'vitest'
import { wholeSentences } from './whole-sentences.ts'

test('a sentence is told when it is over and not before', () => {
  expect(wholeSentences('You have 30 da')).toBe('')
  expect(wholeSentences('You have 30 days. The bicy')).toBe('You have 30 days. ')
  expect(wholeSentences('You have 30 days.')).toBe('You have 30 days.')
  expect(wholeSentences('返品は30日以内です。送料')).toBe('返品は30日以内です。')
})
