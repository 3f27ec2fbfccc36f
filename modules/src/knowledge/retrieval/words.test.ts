import { expect, test } from 'vitest'
import { wordsOf } from './words.ts'

test('an article number is found written together, apart or with a hyphen', () => {
  expect(wordsOf('The XJ-900’s lid', true)).toEqual(['the', 'xj900', 'xj', '900', 'lid'])
  expect(wordsOf('XJ 900')).toEqual(['xj', '900'])
})

test('numbers keep their decimals and lose the commas between thousands', () => {
  expect(wordsOf('1,000 at 3.5 % by 14:30')).toEqual(['1000', 'at', '3.5', 'by', '14:30'])
})

test('addresses fall into their pieces', () => {
  const said = wordsOf('mail bob@shop.example or https://shop.example/returns', true)
  expect(said.join(' ')).toBe('mail bob shop example or https shop example returns')
})

test('apostrophes part what languages join, and English endings go', () => {
  expect(wordsOf("l'article n'est pas à l’aéroport")).toEqual(['l', 'article', 'n', 'est', 'pas', 'à', 'l', 'aéroport'])
  expect(wordsOf("we'll see Bob's parcel, don't we")).toEqual(['we', 'see', 'bob', 'parcel', 'dont', 'we'])
})

test('Chinese, Japanese and Thai are said in pairs of characters, other words beside them whole', () => {
  expect(wordsOf('退货政策 iPhone')).toEqual(['退货', '货政', '政策', 'iphone'])
  expect(wordsOf('返品')).toEqual(['返品'])
  expect(wordsOf('คืน')).toEqual(['คื', 'ืน'])
})

test('C++ and C# are different languages', () => {
  expect(wordsOf('C++ or C#')).toEqual(['c++', 'or', 'c#'])
})

test('a megabyte without a space takes no longer than one with', () => {
  const from = performance.now()
  wordsOf('a-'.repeat(250_000))
  wordsOf("'".repeat(500_000))
  expect(performance.now() - from).toBeLessThan(2_000)
})
