import { grown } from './grown.ts'
import { type Language, languages } from './stop-words.ts'

// BM25's own two numbers: how soon further mentions stop counting, and how much of its length is held against a chunk.
const saturation = 1.2
const lengthShare = 0.75

/** What a chunk is besides its postings. */
export interface ChunkShape {
  language: Language
  /** The words in order, heading first, each as the low 16 bits of its term. */
  codes: Uint16Array
  headingLength: number
  /** Words that are not stop words. */
  contentLength: number
}

/** What the index knows of every chunk by its slot: whose it is, how long it is, and its words in order. */
export class Chunks {
  living = 0
  readonly chunkIds: string[] = []
  readonly documentIds: string[] = []
  readonly #lastOfDocument = new Map<string, number>()
  #previousOfDocument = new Uint32Array(1 << 8)
  #lengths = new Float32Array(1 << 8)
  #headingLengths = new Uint16Array(1 << 8)
  #languages = new Uint8Array(1 << 8)
  #ends = new Uint32Array(1 << 8)
  #codes = new Uint16Array(1 << 12)
  #totalLength = 0
  readonly #speaking = new Map<Language, number>()
  #penalties: Float32Array | undefined

  /** Slots given so far, those of removed chunks included. */
  get slots(): number {
    return this.chunkIds.length
  }

  add(chunkId: string, documentId: string, { language, codes, headingLength, contentLength }: ChunkShape): number {
    const slot = this.slots
    const last = this.#lastOfDocument.get(documentId)
    this.chunkIds.push(chunkId)
    // One string object for all chunks of a document.
    this.documentIds.push(last === undefined ? documentId : (this.documentIds[last] ?? documentId))
    this.#lastOfDocument.set(documentId, slot)
    this.#previousOfDocument = grown(this.#previousOfDocument, slot + 1)
    this.#previousOfDocument[slot] = last === undefined ? 0 : last + 1
    this.#lengths = grown(this.#lengths, slot + 1)
    this.#lengths[slot] = contentLength
    this.#headingLengths = grown(this.#headingLengths, slot + 1)
    this.#headingLengths[slot] = headingLength
    this.#languages = grown(this.#languages, slot + 1)
    this.#languages[slot] = languages.indexOf(language)
    this.#speaking.set(language, (this.#speaking.get(language) ?? 0) + 1)
    const start = this.#start(slot)
    this.#codes = grown(this.#codes, start + codes.length)
    this.#codes.set(codes, start)
    this.#ends = grown(this.#ends, slot + 1)
    this.#ends[slot] = start + codes.length
    this.#totalLength += contentLength
    this.living += 1
    this.#penalties = undefined
    return slot
  }

  /** Hides all chunks of a document; their room is won back when the index tidies itself. */
  remove(documentId: string): void {
    const last = this.#lastOfDocument.get(documentId)
    if (last === undefined) return
    this.#lastOfDocument.delete(documentId)
    for (let next = last + 1; next > 0; next = this.#previousOfDocument[next - 1] ?? 0) {
      const { contentLength, language } = this.shape(next - 1)
      this.#totalLength -= contentLength
      this.#speaking.set(language, (this.#speaking.get(language) ?? 0) - 1)
      this.#lengths[next - 1] = Infinity
      this.living -= 1
    }
    this.#penalties = undefined
  }

  lives(slot: number): boolean {
    return this.#lengths[slot] !== Infinity
  }

  /** The languages that at least one chunk in fifty speaks, most spoken first. */
  spoken(): Language[] {
    const common = [...this.#speaking].filter(([, count]) => count > 0 && count * 50 >= this.living)
    return common.sort((a, b) => b[1] - a[1]).map(([language]) => language)
  }

  /** Per slot what its length takes from a mention; infinite for a removed chunk, which thereby never scores. */
  penalties(): Float32Array {
    if (this.#penalties) return this.#penalties
    const slope = (saturation * lengthShare) / Math.max(1, this.#totalLength / Math.max(1, this.living))
    const penalties = new Float32Array(this.slots)
    for (let slot = 0; slot < penalties.length; slot += 1)
      penalties[slot] = saturation * (1 - lengthShare) + slope * (this.#lengths[slot] ?? 0)
    this.#penalties = penalties
    return penalties
  }

  shape(slot: number): ChunkShape {
    return {
      language: languages[this.#languages[slot] ?? 0] ?? 'en',
      codes: this.#codes.subarray(this.#start(slot), this.#ends[slot]),
      headingLength: this.#headingLengths[slot] ?? 0,
      contentLength: this.#lengths[slot] ?? 0,
    }
  }

  #start(slot: number): number {
    return slot === 0 ? 0 : (this.#ends[slot - 1] ?? 0)
  }
}
