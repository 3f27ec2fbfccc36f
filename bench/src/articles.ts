import type { NewDocument } from '@frontdesk/contract/knowledge'

/** The same numbers every time: a run must be comparable with the last one. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const everyday =
  `the to your you and a of is in for it can on order we or if be with not this our will are from delivery
  return at account by when please an as have that payment days shipping do refund time may how item after within order
  customer bike battery address parcel email contact card before warranty change invoice free service here open any
  number product check store size cancel send receive charge page help working business price gift support password
  frame wheel brake repair country tracking courier damaged missing wrong exchange label policy terms online update
  phone confirm click settings choose button form details date week hours original box return request register
  newsletter voucher discount code stock colour delivery workshop appointment insurance customs tax`.split(/\s+/)

const beginnings =
  'bra cor del fen gal hin jol kar lum mor nev pel quin ros sal tor ulm vel wex yar zan stre plo gri'.split(' ')
const middles = 'a e i o u ai ea ou ing an er is ol um at ed or en'.split(' ')
const endings = 'ble dor fer gan lis mer nic pon rak sen tas vin wer xil der man ton ket lar'.split(' ')

// What a large help centre uses: few words all the time, and many that stand in one article only.
const rareWords = 24_000

const vocabulary = (() => {
  const random = numbersFrom(7)
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  const words = new Set(everyday)
  while (words.size < rareWords)
    words.add(pick(beginnings) + pick(middles) + pick(endings) + (random() < 0.5 ? pick(middles) + pick(endings) : ''))
  return [...words]
})()

/** Zipf's law: the word of rank n comes one n-th as often as the first. */
const wordOf = (random: () => number) => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'order'

const sentence = (random: () => number) => {
  const words = Array.from({ length: 8 + Math.floor(random() * 14) }, () => wordOf(random))
  const text = words.join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

const heading = (random: () => number) =>
  Array.from({ length: 3 + Math.floor(random() * 3) }, () => wordOf(random)).join(' ')

/** A help article in Markdown of about so many bytes, with a heading every few paragraphs. */
function article(number: number, bytes: number): NewDocument {
  const random = numbersFrom(1_000 + number)
  const title = heading(random)
  const parts = [`# ${title}`]
  let length = parts.join('').length
  while (length < bytes) {
    if (random() < 0.3) parts.push(`## ${heading(random)}`)
    parts.push(Array.from({ length: 3 + Math.floor(random() * 4) }, () => sentence(random)).join(' '))
    length += (parts.at(-1)?.length ?? 0) + 2
  }
  const text = parts.join('\n\n').slice(0, bytes)
  return { externalId: `article-${number}`, title, format: 'markdown', text, url: `https://help.example.com/${number}` }
}

export const articles = (count: number, bytes: number, first = 0): NewDocument[] =>
  Array.from({ length: count }, (_, index) => article(first + index, bytes))

/** What customers ask: common words around one or two rare ones. */
function question(number: number): string {
  const random = numbersFrom(900_000 + number)
  const common = () => everyday[Math.floor(random() * everyday.length)] ?? ''
  const words = Array.from({ length: 3 + Math.floor(random() * 5) }, common)
  const rare = Array.from({ length: 1 + Math.floor(random() * 2) }, () => wordOf(random))
  return `How can I ${[...words, ...rare].join(' ')} with my order?`
}

export const questions = (count: number): string[] => Array.from({ length: count }, (_, number) => question(number))
