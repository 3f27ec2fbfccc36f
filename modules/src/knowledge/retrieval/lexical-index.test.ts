import { expect, test } from 'vitest'
import { LexicalIndex } from './lexical-index.ts'
import { passageTerms } from './passage-terms.ts'

function indexOf(texts: Record<string, string>, language = 'en') {
  const index = new LexicalIndex()
  for (const [id, text] of Object.entries(texts)) add(index, id, text, language)
  return index
}

function add(index: LexicalIndex, id: string, text: string, language = 'en', documentId = id) {
  index.add([{ chunkId: id, documentId, terms: passageTerms({ heading: '', text, language }) }])
}

const ask = (index: LexicalIndex, text: string, earlier: string[] = []) =>
  index.search({ text, earlier }, 10).hits.map(hit => hit.chunkId)

const shop = {
  returns: 'You may send back unused goods within 30 days of delivery.',
  shipping: 'We ship to Austria and Belgium. Shipping costs 12 euros.',
  refund: 'The refund arrives on your card after five days.',
  login: 'If your login fails, reset the password.',
  xj: 'The XJ-900 needs two batteries.',
}

test('what is added is found by the next search, by any form of its words', () => {
  const index = indexOf(shop)
  expect(ask(index, 'How do I get refunded?')[0]).toBe('refund')
  add(index, 'visa', 'Visa cards are accepted.')
  expect(ask(index, 'do you accept a visa card')[0]).toBe('visa')
  expect(index.size).toBe(6)
})

test('what is removed is found no more, and the same document can come again', () => {
  const index = indexOf(shop)
  index.remove('refund')
  index.remove('refund')
  index.remove('never here')
  expect(ask(index, 'refund')).toEqual([])
  add(index, 'refund', shop.refund)
  expect(ask(index, 'refund')).toEqual(['refund'])
})

test('a document leaves with all its chunks', () => {
  const index = indexOf(shop)
  for (let part = 0; part < 5; part += 1) add(index, `guide ${part}`, 'The kettle whistles.', 'en', 'guide')
  add(index, 'other', 'Another kettle whistles.')
  index.remove('guide')
  expect(ask(index, 'kettle')).toEqual(['other'])
})

test('after many removals the index tidies itself and still answers the same', () => {
  const index = new LexicalIndex()
  for (let id = 0; id < 3_000; id += 1)
    add(index, `chunk ${id}`, `Article number ${id} costs ${id % 7} euros. Common words.`)
  const before = ask(index, 'article number 2999 common')
  for (let id = 0; id < 2_000; id += 1) index.remove(`chunk ${id}`)
  expect(index.size).toBe(1_000)
  expect(ask(index, 'article number 2999 common')[0]).toBe(before[0])
  expect(ask(index, 'article number 12')).not.toContain('chunk 12')
  add(index, 'late', 'A late arrival about turtles.')
  expect(ask(index, 'turtle')).toEqual(['late'])
})

test('slips of the hand, other endings and joined or parted words are understood', () => {
  const index = indexOf(shop)
  expect(ask(index, 'pasword')[0]).toBe('login')
  expect(ask(index, 'deliver')[0]).toBe('returns')
  expect(ask(index, 'cannot log in')[0]).toBe('login')
  expect(ask(index, 'XJ900')[0]).toBe('xj')
  expect(ask(index, 'xj 900')[0]).toBe('xj')
})

test('German compounds are found by their parts', () => {
  const index = indexOf({ kosten: 'Die Kosten für den Versand trägt der Kunde.', zeit: 'Die Zeit ist knapp.' }, 'de')
  expect(ask(index, 'Versandkosten')[0]).toBe('kosten')
})

test('a knowledge base in several languages is searched in each', () => {
  const index = indexOf(shop)
  add(index, 'de', 'Bestellungen können storniert werden, solange sie nicht verpackt sind.', 'de')
  add(index, 'ja', 'パスワードを忘れた場合は再設定してください。', 'ja')
  expect(ask(index, 'Wie kann ich eine Bestellung stornieren?')[0]).toBe('de')
  expect(ask(index, 'パスワード')[0]).toBe('ja')
})

test('a follow-up leans on what was asked before, a new question does not', () => {
  const index = indexOf({ ...shop, gift: 'Gift cards can be sent to Belgium by mail.' })
  expect(ask(index, 'and to Belgium?', ['What does shipping cost?'])[0]).toBe('shipping')
  const fresh = 'How do I reset a forgotten password?'
  expect(ask(index, fresh, ['What does shipping cost?'])).toEqual(ask(index, fresh))
})

test('a question that nothing can answer finds nothing and says so', () => {
  const index = indexOf(shop)
  expect(index.search({ text: '' }, 10)).toEqual({ hits: [], evidence: { words: 0, coverage: 0, strength: 0 } })
  expect(ask(index, 'quantum chromodynamics')).toEqual([])
  expect(ask(new LexicalIndex(), 'anything')).toEqual([])
})
