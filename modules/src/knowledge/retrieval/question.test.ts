import { expect, test } from 'vitest'
import { readQuestion } from './question.ts'

const words = (text: string, earlier: string[] = []) =>
  Object.fromEntries(readQuestion({ text, earlier }, ['en', 'de']).words.map(({ word, weight }) => [word, weight]))

test('only words that carry meaning are sought, and words of talk weigh less', () => {
  const found = words('How long does the delivery of my sofa take?')
  expect(Object.keys(found)).toEqual(['long', 'delivery', 'sofa', 'take'])
  expect(found.delivery).toBe(1)
  expect(found.long).toBeLessThan(0.5)
})

test('the shorter a message, the more it leans on the one before, and only on that one', () => {
  const earlier = ['I like cats', 'Do you ship furniture?']
  expect(words('and to Austria?', earlier)).toMatchObject({
    austria: 1,
    ship: expect.any(Number),
    furniture: expect.any(Number),
  })
  expect(words('and to Austria?', earlier)).not.toHaveProperty('cats')
  expect(words('and to Austria?', earlier).ship).toBeLessThan(0.5)
  expect(words('Which payment methods does your business accept?', earlier)).not.toHaveProperty('ship')
})

test('a question in one of the languages of the index is read in that one, an unclear one in each', () => {
  const german = readQuestion({ text: 'Wie kann ich die Bestellung stornieren?' }, ['en', 'de'])
  expect(german.words.map(({ language }) => language)).toEqual(['de', 'de'])
  expect(readQuestion({ text: 'Bestellungen' }, ['en', 'de']).words[0]?.terms).toEqual(['bestellungen', 'bestell'])
})

test('a very long message is cut rather than searched whole', () => {
  const long = Array.from({ length: 5_000 }, (_, at) => `word${at}`).join(' ')
  expect(readQuestion({ text: long }, ['en']).words.length).toBeLessThanOrEqual(64)
})
