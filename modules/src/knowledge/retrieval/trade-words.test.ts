import { expect, test } from 'vitest'
import { tradeWords } from './trade-words.ts'

test('what a customer calls postage the shop calls shipping, in the words’ stems', () => {
  expect(tradeWords('postag', 'en')).toContain('ship')
  expect(tradeWords('kennwort', 'de')).toEqual(['passwort'])
})

test('a word outside the trade, or in a language we have no words for, has no other name', () => {
  expect(tradeWords('photosynthesi', 'en')).toEqual([])
  expect(tradeWords('postag', 'fi')).toEqual([])
})
