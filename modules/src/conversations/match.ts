import type { Match } from '@frontdesk/contract/conversations'
import { type Sought, soughtAs, type Word, wordsOf } from './words.ts'

export type Said = { seq: number | null; text: string }

/** Where most of the sought words stand, of equal places the first; undefined when none of them is anywhere. */
export const matchOf = (sought: Sought, places: Said[]): Match | undefined => {
  let best: { place: Said; words: Word[]; count: number } | undefined
  for (const place of places) {
    const words = wordsOf(place.text).filter(({ word }) => soughtAs(sought, word) !== undefined)
    const count = new Set(words.map(({ word }) => soughtAs(sought, word))).size
    if (count > (best?.count ?? 0)) best = { place, words, count }
  }
  return best && { messageSeq: best.place.seq, ...excerptOf(best.place.text, best.words) }
}

const before = 60
const longest = 200

/** The surroundings of the first word, on one line, with every sought word in it marked. */
const excerptOf = (text: string, words: Word[]): Pick<Match, 'excerpt' | 'marks'> => {
  const first = words[0]?.start ?? 0
  const from = first <= before ? 0 : startOfWord(text, first - before, first)
  const to = endOfWord(text, from + longest, words[0]?.end ?? 0)
  const opening = from > 0 ? '…' : ''
  const shift = opening.length - from
  return {
    // Character for character, so that the marks stay where they are.
    excerpt: `${opening}${text.slice(from, to).replace(/\s/g, ' ')}${to < text.length ? '…' : ''}`,
    marks: joined(
      words.filter(({ end }) => end <= to).map(({ start, end }) => ({ start: start + shift, end: end + shift })),
    ),
  }
}

const startOfWord = (text: string, at: number, last: number) => {
  const gap = text.slice(at, last).search(/\s/)
  return gap < 0 ? whole(text, at) : at + gap + 1
}

const endOfWord = (text: string, at: number, least: number) => {
  if (at >= text.length) return text.length
  const gap = text.slice(least, at).search(/\s\S*$/)
  return gap < 0 ? whole(text, Math.max(at, least)) : least + gap
}

/** Never between the halves of one character. */
const whole = (text: string, at: number) => (/^[\udc00-\udfff]/.test(text.slice(at, at + 1)) ? at - 1 : at)

const joined = (marks: Match['marks']): Match['marks'] => {
  const some: Match['marks'] = []
  for (const { start, end } of marks) {
    const last = some.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else some.push({ start, end })
  }
  return some
}
