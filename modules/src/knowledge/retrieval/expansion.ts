import { edits } from './edits.ts'
import { termOf } from './language.ts'
import type { Postings } from './postings.ts'
import type { Language } from './stop-words.ts'
import { tradeWords } from './trade-words.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Another term that may stand for a word, and how surely: 1 would be the word itself. */
export interface Likeness {
  term: number
  likeness: number
}

// What a find is worth beside the word itself; small, because each of them is a guess.
const worth = { kin: 0.25, correction: 0.9, part: 0.5, compound: 0.1, piece: 0.5, trade: 0.3 }
const mostKin = 4
const kinShare = 0.7
const mostCorrections = 3
const mostCompounds = 6
// A word in so few chunks may be a slip that somebody else made too.
const rare = 2
const farMoreCommon = 20

const utf8 = new TextEncoder()
const text = new TextDecoder()
const compounding = new Set<Language>(['de', 'nl', 'sv', 'da', 'no', 'fi', 'hu'])
const letters = /^\p{L}+$/u

/** Finds in the vocabulary what a customer may have meant: misspelt words, other endings, parts of compounds. */
export class Expander {
  readonly #vocabulary: Vocabulary
  readonly #postings: Postings
  readonly #remembered = new Map<string, Likeness[]>()
  #rememberedOf = 0

  constructor(vocabulary: Vocabulary, postings: Postings) {
    this.#vocabulary = vocabulary
    this.#postings = postings
  }

  /** The number of a term that stands in some chunk, or -1. */
  find(term: string): number {
    const number = this.#vocabulary.find(utf8.encode(term))
    return number >= 0 && this.#count(number) > 0 ? number : -1
  }

  /** What else may stand for a word: kin of a known word; corrections and parts of an unknown one as well. */
  likenesses(word: string, language: Language): Likeness[] {
    if (this.#rememberedOf !== this.#vocabulary.size || this.#remembered.size > 5_000) this.#remembered.clear()
    this.#rememberedOf = this.#vocabulary.size
    const key = `${language} ${word}`
    const found = this.#remembered.get(key) ?? this.#look(word, language)
    this.#remembered.set(key, found)
    return found
  }

  #look(word: string, language: Language): Likeness[] {
    const term = termOf(word, language)
    const self = this.find(term)
    if (!letters.test(word)) return self < 0 ? this.#pieces(word, language) : []
    const found = this.#trade(term, language)
    if (word.length < 4) return found
    found.push(...this.#kin(term, self))
    if (compounding.has(language)) found.push(...this.#parts(word, language), ...this.#compounds(term))
    if (self < 0 || this.#count(self) <= rare) found.push(...this.#corrections(term, self))
    return found
  }

  /** Shipping for postage. */
  #trade(term: string, language: Language): Likeness[] {
    const found = tradeWords(term, language).map(other => ({ term: this.find(other), likeness: worth.trade }))
    return found.filter(({ term: other }) => other >= 0)
  }

  /** XJ and 900 for XJ900. */
  #pieces(word: string, language: Language): Likeness[] {
    const pieces = word.match(/\p{L}+|\d+/gu) ?? []
    if (pieces.length < 2) return []
    const found = pieces.map(piece => ({ term: this.find(termOf(piece, language)), likeness: worth.piece }))
    return found.filter(({ term }) => term >= 0)
  }

  /** Delivery for deliver: a long common beginning, which the stemmer left with different endings. */
  #kin(term: string, self: number): Likeness[] {
    const bytes = utf8.encode(term)
    const share = (common: number, length: number) => (2 * common) / (bytes.length + length)
    return this.#vocabulary
      .beginningLike(bytes, (common, length) => share(common, length) >= kinShare)
      .filter(({ term: other }) => other !== self && this.#count(other) > 0)
      .map(({ term: other, common, length }) => ({ term: other, likeness: worth.kin * share(common, length) ** 2 }))
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, mostKin)
  }

  #corrections(term: string, self: number): Likeness[] {
    if (term.length < 4) return []
    const slack = term.length < 8 ? 1 : 2
    const bytes = utf8.encode(term)
    const letters = Array.from(term, letter => letter.charCodeAt(0))
    const plain = bytes.length === term.length
    const least = self < 0 ? 1 : this.#count(self) * farMoreCommon
    const found: Likeness[] = []
    for (const other of this.#vocabulary.resembling(bytes, plain ? slack : slack * 2)) {
      if (other === self || this.#count(other) < least) continue
      const otherBytes = this.#vocabulary.bytes(other)
      const others = plain ? otherBytes : Array.from(text.decode(otherBytes), letter => letter.charCodeAt(0))
      const distance = edits(letters, others, slack)
      if (distance > slack) continue
      // The first letter is seldom the wrong one.
      const likeness = worth.correction * (1 - distance / term.length) ** 2 * (letters[0] === others[0] ? 1 : 0.7)
      found.push({ term: other, likeness })
    }
    found.sort((a, b) => b.likeness - a.likeness || this.#count(b.term) - this.#count(a.term))
    return found.slice(0, mostCorrections)
  }

  /** Versand and Kosten for Versandkosten. */
  #parts(word: string, language: Language): Likeness[] {
    let best: number[] = []
    let most = 0
    for (let at = 4; at + 4 <= word.length; at += 1) {
      const tail = this.find(termOf(word.slice(at), language))
      const start = word.slice(0, at)
      for (const head of tail < 0 ? [] : [start, start.replace(/(?:es|s|en|n|e)$/, '')]) {
        const front = head.length < 3 ? -1 : this.find(termOf(head, language))
        const both = front < 0 ? 0 : Math.min(this.#count(front), this.#count(tail))
        if (both > most) [most, best] = [both, [front, tail]]
      }
    }
    return best.map(term => ({ term, likeness: worth.part }))
  }

  /** Versandkosten for Versand. */
  #compounds(term: string): Likeness[] {
    if (term.length < 5) return []
    const found = this.#vocabulary.containing(utf8.encode(term), 3).filter(other => this.#count(other) > 0)
    found.sort((a, b) => this.#count(b) - this.#count(a))
    return found.slice(0, mostCompounds).map(other => ({ term: other, likeness: worth.compound }))
  }

  #count(term: number): number {
    return this.#postings.count(term)
  }
}
