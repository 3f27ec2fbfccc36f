import { isFiller } from './filler-words.ts'
import { isStop, languageOf, termOf } from './language.ts'
import type { Language } from './stop-words.ts'
import type { Question } from './types.ts'
import { wordsOf } from './words.ts'

/** A word of the question that carries meaning. */
export interface QuestionWord {
  word: string
  language: Language
  /** Its stem, in every language that the question may be in. */
  terms: string[]
  /** 1 for what the customer just said, less for what is borrowed from the message before. */
  weight: number
}

export interface ReadQuestion {
  words: QuestionWord[]
  /** All terms of the newest message in order, stop words included. */
  spoken: string[]
  said: string[]
}

const longestQuestion = 64
const fillerShare = 0.4
// An ending alone is too little to search in one language only.
const aSmallWord = 0.5
// Words that point back: a short message with one of them leans on the message before.
const pointingBack = new Set(
  `it its that this these those them they one ones same there and also what about else instead
  und auch das es dies diese dazu dort et aussi ça cela y también eso anche questo e isso também en ook dat och också и это а`.split(
    /\s+/,
  ),
)

/** Reads the question in the languages the index speaks, most spoken first; a short follow-up borrows from the message before it. */
export function readQuestion({ text, earlier = [] }: Question, spoken: readonly Language[]): ReadQuestion {
  const said = wordsOf(text)
  const now = meaning(said, spoken, 1)
  const before = earlier.at(-1)
  const share = before === undefined ? 0 : leaning(said, now.words.length)
  const borrowed = before === undefined || share === 0 ? [] : meaning(wordsOf(before), spoken, share).words
  const known = new Set(now.words.map(({ word }) => word))
  return {
    words: [...now.words, ...borrowed.filter(({ word }) => !known.has(word))].slice(0, longestQuestion),
    spoken: now.terms,
    said,
  }
}

/** How much of the message before a message leans on: a lone word nearly half, a full question not at all. */
function leaning(said: readonly string[], meaningful: number): number {
  const points = said.length <= 8 && said.some(word => pointingBack.has(word))
  const needed = points ? (5 - meaningful) / 3 : (3 - meaningful) / 2
  return 0.45 * Math.min(1, Math.max(0, needed))
}

function meaning(
  said: readonly string[],
  spoken: readonly Language[],
  weight: number,
): { words: QuestionWord[]; terms: string[] } {
  const certain = languageOf(said, spoken, aSmallWord)
  const tried = certain ? [certain] : spoken.length > 0 ? spoken.slice(0, 4) : (['en'] as const)
  const language = tried[0] ?? 'en'
  const words = new Map<string, QuestionWord>()
  const terms: string[] = []
  for (const word of said) {
    const inEach = tried.map(each => termOf(word, each))
    terms.push(inEach[0] ?? word)
    if (inEach.every(isStop)) continue
    const worth = isFiller(word, language) ? weight * fillerShare : weight
    const known = words.get(word)
    if (known) known.weight += worth
    else words.set(word, { word, language, terms: [...new Set(inEach.filter(term => !isStop(term)))], weight: worth })
  }
  return { words: [...words.values()], terms }
}
