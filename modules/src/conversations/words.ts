/** A word as it is searched, and where it stands in its text. */
export type Word = { word: string; start: number; end: number }

// Scripts written without spaces are searched by pairs of characters.
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/u
const token = new RegExp(`${unspaced.source}|(?:(?!${unspaced.source})[\\p{L}\\p{N}\\p{M}])+`, 'gu')
// Accents of Latin, Greek and Cyrillic, and the points of Hebrew and Arabic; other marks are vowels.
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/g
const longestWord = 32

/** The words of a text in order: without case and accents, of scripts without spaces pairs of characters. */
export const wordsOf = (text: string): Word[] =>
  [...text.matchAll(token)].flatMap(({ 0: found, index }) =>
    (unspaced.test(found) ? pairsOf(found, index) : [{ word: found, start: index, end: index + found.length }])
      .map(each => ({ ...each, word: plain(each.word) }))
      .filter(({ word }) => word !== ''),
  )

// In capitals ß is SS and a final sigma is like any other.
const plain = (word: string) =>
  word
    .normalize('NFKD')
    .replace(accents, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
    .slice(0, longestWord)

const pairsOf = (run: string, at: number): Word[] => {
  const characters = [...run]
  if (characters.length === 1) return [{ word: run, start: at, end: at + run.length }]
  let start = at
  return characters.slice(1).map((second, index) => {
    const first = characters[index] ?? ''
    const pair = { word: first + second, start, end: start + first.length + second.length }
    start += first.length
    return pair
  })
}

/** What is looked for: all of these words, and one that begins with the last, as it may still be being typed. */
export type Sought = { words: string[]; beginning: string }

/** Undefined when no word is in it. */
export const soughtIn = (search: string): Sought | undefined => {
  const words = wordsOf(search).map(({ word }) => word)
  const beginning = words.pop()
  return beginning === undefined ? undefined : { words: [...new Set(words)], beginning }
}

/** Which of the sought words this one is; undefined for none. */
export const soughtAs = ({ words, beginning }: Sought, word: string): string | undefined =>
  words.includes(word) ? word : word.startsWith(beginning) ? beginning : undefined
