import { asLanguage, languageOf, termOf } from './language.ts'
import { type Language, languages } from './stop-words.ts'
import { wordsOf } from './words.ts'

export interface Passage {
  /** Title and breadcrumb. */
  heading: string
  text: string
  /** ISO 639-1, best found out once for the whole document; found out from this passage when absent. */
  language?: string | undefined
}

const version = 1
const utf8 = new TextEncoder()

/**
 * The terms of a passage in the form that is kept in the database: version, language, the distinct terms sorted and without the
 * start they share with the one before, then the passage itself as a sequence of them. An index is rebuilt from this alone.
 */
export function passageTerms({ heading, text, language }: Passage): Uint8Array {
  const headingWords = wordsOf(heading, true)
  const textWords = wordsOf(text, true)
  const spoken = asLanguage(language) ?? languageOf([...headingWords, ...textWords]) ?? 'en'
  const words = [...headingWords, ...textWords].map(word => termOf(word, spoken))
  const distinct = [...new Set(words)].sort()
  const places = new Map(distinct.map((term, place) => [term, place]))
  const out = new Bytes(64 + words.length * 6)
  out.byte(version)
  out.byte(languages.indexOf(spoken))
  out.varint(distinct.length)
  let before: Uint8Array = new Uint8Array()
  for (const term of distinct) {
    const bytes = utf8.encode(term)
    const shared = sharedStart(before, bytes)
    out.varint(shared)
    out.varint(bytes.length - shared)
    out.bytes(bytes.subarray(shared))
    before = bytes
  }
  out.varint(headingWords.length)
  out.varint(words.length)
  for (const word of words) out.varint(places.get(word) ?? 0)
  return out.done()
}

function sharedStart(a: Uint8Array, b: Uint8Array): number {
  let shared = 0
  while (shared < a.length && a[shared] === b[shared]) shared += 1
  return shared
}

class Bytes {
  #bytes: Uint8Array
  #length = 0

  constructor(room: number) {
    this.#bytes = new Uint8Array(room)
  }

  byte(value: number): void {
    this.#makeRoom(1)
    this.#bytes[this.#length++] = value
  }

  varint(value: number): void {
    let rest = value
    for (; rest > 127; rest >>>= 7) this.byte((rest & 127) | 128)
    this.byte(rest)
  }

  bytes(values: Uint8Array): void {
    this.#makeRoom(values.length)
    this.#bytes.set(values, this.#length)
    this.#length += values.length
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #makeRoom(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = new Uint8Array((this.#length + count) * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Reads the kept form again, calling back per distinct term; `scratch` holds the term's bytes until the next call. */
export class TermReader {
  language: Language = 'en'
  readonly scratch = new Uint8Array(1_024)
  #from: Uint8Array = new Uint8Array()
  #at = 0

  /** Calls `each` for every distinct term in order, and returns the passage as places in that order. */
  read(terms: Uint8Array, each: (length: number) => void): { headingLength: number; sequence: Uint32Array } {
    this.#from = terms
    this.#at = 2
    if (terms[0] !== version) throw new RangeError(`terms of version ${terms[0]} cannot be read`)
    this.language = languages[terms[1] ?? 0] ?? 'en'
    for (let left = this.#varint(); left > 0; left -= 1) {
      const shared = this.#varint()
      const count = this.#varint()
      for (let i = 0; i < count; i += 1) this.scratch[shared + i] = terms[this.#at++] ?? 0
      each(shared + count)
    }
    const headingLength = this.#varint()
    const sequence = new Uint32Array(this.#varint())
    for (let i = 0; i < sequence.length; i += 1) sequence[i] = this.#varint()
    return { headingLength, sequence }
  }

  #varint(): number {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.#from[this.#at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
}
