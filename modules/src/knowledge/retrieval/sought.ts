import type { Expander } from './expansion.ts'
import { termOf } from './language.ts'
import type { Postings } from './postings.ts'
import type { ReadQuestion } from './question.ts'

/** A word of the question with all the terms of the index that may stand for it. */
export interface SoughtWord {
  word: string
  /** How much finding this word is worth: how rare it is, times how much the question stresses it. */
  weight: number
  /** Each weighs at most as much as the word itself. */
  options: { term: number; weight: number }[]
  /** True when the index has the word itself rather than something like it. */
  known: boolean
}

const joinedShare = 0.2

/** Looks the words of a question up: themselves, what resembles them, and neighbours written as one (log in, login). */
export function seek(
  { words, said }: ReadQuestion,
  expander: Expander,
  postings: Postings,
  chunks: number,
): SoughtWord[] {
  const rarity = (count: number) => Math.log(1 + (chunks - Math.min(count, chunks) + 0.5) / (count + 0.5))
  const rarityOf = (term: number) => rarity(postings.count(term))
  const sought = words.map(({ word, language, terms, weight }): SoughtWord => {
    const found = terms.map(term => expander.find(term)).filter(term => term >= 0)
    const worth = weight * rarity(found.reduce((most, term) => Math.max(most, postings.count(term)), 0))
    const options = found.map(term => ({ term, weight: Math.min(worth, weight * rarityOf(term)) }))
    for (const { term, likeness } of expander.likenesses(word, language))
      if (!found.includes(term)) options.push({ term, weight: likeness * Math.min(worth, weight * rarityOf(term)) })
    return { word, weight: worth, options, known: found.length > 0 }
  })
  const language = words[0]?.language ?? 'en'
  for (const [at, word] of said.entries()) {
    const next = said[at + 1]
    const joined = next === undefined ? -1 : expander.find(termOf(word + next, language))
    const whose = joined < 0 ? undefined : heavier(sought, word, next)
    whose?.options.push({ term: joined, weight: Math.min(whose.weight, joinedShare * rarityOf(joined)) })
  }
  return sought
}

function heavier(sought: readonly SoughtWord[], a: string, b: string | undefined): SoughtWord | undefined {
  return sought.filter(({ word }) => word === a || word === b).sort((one, other) => other.weight - one.weight)[0]
}
