import { Chunks } from './chunks.ts'
import { evidenceOf } from './evidence.ts'
import { Expander } from './expansion.ts'
import { Matcher } from './match.ts'
import { TermReader } from './passage-terms.ts'
import { Postings } from './postings.ts'
import { readQuestion } from './question.ts'
import { Rescorer } from './rescore.ts'
import { seek } from './sought.ts'
import type { ChunkTerms, Found, Question } from './types.ts'
import { Vocabulary } from './vocabulary.ts'

// How many of the best by count are read in order; beyond them hardly ever stands the right one.
const mostCandidates = 100
const space = 32

/** The inverted index of one organization, in memory: what is added is found by the next search, what is removed is not. */
export class LexicalIndex {
  readonly #vocabulary = new Vocabulary()
  readonly #postings = new Postings()
  readonly #expander = new Expander(this.#vocabulary, this.#postings)
  readonly #reader = new TermReader()
  readonly #matcher = new Matcher()
  readonly #rescorer = new Rescorer()
  #chunks = new Chunks()

  /** How many chunks can be found. */
  get size(): number {
    return this.#chunks.living
  }

  /** Adds chunks. A document that may be here already must be removed first; throws RangeError for terms of another version. */
  add(chunks: Iterable<ChunkTerms>): void {
    for (const chunk of chunks) this.#addChunk(chunk)
  }

  /** Removes all chunks of a document; does nothing for a document that is not here. */
  remove(documentId: string): void {
    this.#chunks.remove(documentId)
    const dead = this.#chunks.slots - this.#chunks.living
    if (dead > 1_000 && dead * 4 > this.#chunks.slots) this.#tidy()
  }

  /** The chunks that answer best, at most `limit`, and what speaks for or against there being an answer at all. */
  search(question: Question, limit: number): Found {
    const read = readQuestion(question, this.#chunks.spoken())
    const sought = seek(read, this.#expander, this.#postings, this.#chunks.slots)
    const options = sought.flatMap(word => word.options)
    const matches = this.#matcher.match(
      this.#postings,
      this.#chunks.penalties(),
      options,
      Math.max(limit, mostCandidates),
    )
    const spoken = read.spoken.map(term => this.#vocabulary.find(utf8.encode(term)))
    const candidates = this.#rescorer.rescore(this.#chunks, sought, spoken, matches)
    const hits = candidates.slice(0, limit).map(({ chunk, score }) => ({
      chunkId: this.#chunks.chunkIds[chunk] ?? '',
      documentId: this.#chunks.documentIds[chunk] ?? '',
      score,
    }))
    return { hits, evidence: evidenceOf(sought, candidates) }
  }

  #addChunk({ chunkId, documentId, terms }: ChunkTerms): void {
    const found: number[] = []
    const stops: boolean[] = []
    const { headingLength, sequence } = this.#reader.read(terms, length => {
      found.push(this.#vocabulary.number(this.#reader.scratch, length))
      stops.push(this.#reader.scratch[0] === space)
    })
    const inHeading = new Uint16Array(found.length)
    const inText = new Uint16Array(found.length)
    const codes = new Uint16Array(sequence.length)
    let contentLength = 0
    for (let at = 0; at < sequence.length; at += 1) {
      const place = sequence[at] ?? 0
      codes[at] = found[place] ?? 0
      const counts = at < headingLength ? inHeading : inText
      counts[place] = (counts[place] ?? 0) + 1
      if (!stops[place]) contentLength += 1
    }
    const { language } = this.#reader
    const slot = this.#chunks.add(chunkId, documentId, { language, codes, headingLength, contentLength })
    for (const [place, term] of found.entries())
      if (!stops[place]) this.#postings.add(term, slot, inHeading[place] ?? 0, inText[place] ?? 0)
  }

  /** Gives back the room of removed chunks; until then they still count, a little, in how rare a word is. */
  #tidy(): void {
    const kept = new Chunks()
    const newNumbers = new Uint32Array(this.#chunks.slots)
    for (let slot = 0; slot < this.#chunks.slots; slot += 1) {
      if (!this.#chunks.lives(slot)) continue
      const chunkId = this.#chunks.chunkIds[slot] ?? ''
      newNumbers[slot] = kept.add(chunkId, this.#chunks.documentIds[slot] ?? '', this.#chunks.shape(slot)) + 1
    }
    this.#postings.renumber(newNumbers)
    this.#chunks = kept
  }
}

const utf8 = new TextEncoder()
