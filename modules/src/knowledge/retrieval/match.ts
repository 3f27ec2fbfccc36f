import type { Postings } from './postings.ts'

/** A term of the question as the index knows it: `weight` already holds how rare the term is. */
export interface SoughtTerm {
  term: number
  weight: number
}

export interface Match {
  chunk: number
  score: number
}

/** How much a mention in the heading counts, in mentions in the text. */
export const headingMention = 2

/** The count of mentions that the low byte of a posting stands for. */
const mentions = Float32Array.from({ length: 256 }, (_, low) => (low >>> 5) * headingMention + (low & 31))

/**
 * The chunks that BM25 ranks highest, exactly. Rare terms come first and gather candidates; as soon as no further chunk can
 * reach the best `limit`, the remaining, common terms are looked up for the candidates alone. `penalties` says per chunk how
 * much its length takes from a mention; an infinite one hides the chunk.
 */
export class Matcher {
  #scores = new Float32Array(0)
  #touched = new Uint32Array(0)
  #count = 0

  match(postings: Postings, penalties: Float32Array, sought: readonly SoughtTerm[], limit: number): Match[] {
    if (this.#scores.length < penalties.length) {
      this.#scores = new Float32Array(penalties.length)
      this.#touched = new Uint32Array(penalties.length)
    }
    const terms = sought.filter(({ term, weight }) => weight > 0 && postings.count(term) > 0)
    terms.sort((a, b) => b.weight - a.weight)
    this.#count = 0
    for (const [at, { term, weight }] of terms.entries()) {
      if (this.#settled(postings, terms, at, limit)) {
        this.#lookUp(postings, penalties, terms.slice(at))
        break
      }
      this.#gather(postings, penalties, term, weight)
    }
    return this.#take(limit)
  }

  /** True when only chunks already gathered can still reach the best `limit`; the hopeless ones among them are let go. */
  #settled(postings: Postings, terms: readonly SoughtTerm[], at: number, limit: number): boolean {
    const seen = terms.slice(0, at).reduce((sum, { weight }) => sum + weight, 0)
    // A mention never brings more than its term's weight.
    const unseen = terms.slice(at).reduce((sum, { weight }) => sum + weight, 0)
    const common = postings.count(terms[at]?.term ?? 0) * 2 > this.#count
    if (this.#count < limit || seen <= unseen || !common) return false
    const least = this.#nthBest(limit)
    if (least <= unseen) return false
    let kept = 0
    for (let i = 0; i < this.#count; i += 1) {
      const chunk = this.#touched[i] ?? 0
      if ((this.#scores[chunk] ?? 0) + unseen >= least) this.#touched[kept++] = chunk
      else this.#scores[chunk] = 0
    }
    this.#count = kept
    return true
  }

  #gather(postings: Postings, penalties: Float32Array, term: number, weight: number): void {
    const { pool } = postings
    const scores = this.#scores
    const touched = this.#touched
    const start = postings.starts[term] ?? 0
    const end = start + postings.count(term)
    let count = this.#count
    for (let i = start; i < end; i += 1) {
      const entry = pool[i] ?? 0
      const chunk = entry >>> 8
      const times = mentions[entry & 255] ?? 0
      const gain = (weight * times) / (times + (penalties[chunk] ?? 0))
      const score = scores[chunk] ?? 0
      if (score === 0 && gain > 0) touched[count++] = chunk
      scores[chunk] = score + gain
    }
    this.#count = count
  }

  #lookUp(postings: Postings, penalties: Float32Array, terms: readonly SoughtTerm[]): void {
    const { pool } = postings
    for (const { term, weight } of terms) {
      const start = postings.starts[term] ?? 0
      const end = start + postings.count(term)
      for (let i = 0; i < this.#count; i += 1) {
        const chunk = this.#touched[i] ?? 0
        const entry = pool[firstFrom(pool, start, end, chunk)] ?? 0
        if (entry >>> 8 !== chunk) continue
        const times = mentions[entry & 255] ?? 0
        this.#scores[chunk] = (this.#scores[chunk] ?? 0) + (weight * times) / (times + (penalties[chunk] ?? 0))
      }
    }
  }

  #take(limit: number): Match[] {
    const least = this.#count > limit ? this.#nthBest(limit) : 0
    const best: Match[] = []
    for (let i = 0; i < this.#count; i += 1) {
      const chunk = this.#touched[i] ?? 0
      const score = this.#scores[chunk] ?? 0
      if (score >= least) best.push({ chunk, score })
      this.#scores[chunk] = 0
    }
    return best.sort((a, b) => b.score - a.score || a.chunk - b.chunk).slice(0, limit)
  }

  /** The score of rank n among the gathered, by a heap whose root is the least of the best n. */
  #nthBest(n: number): number {
    const heap = new Float32Array(n)
    for (let i = 0; i < this.#count; i += 1) {
      const score = this.#scores[this.#touched[i] ?? 0] ?? 0
      if (score > (heap[0] ?? 0)) replaceRoot(heap, score)
    }
    return heap[0] ?? 0
  }
}

function replaceRoot(heap: Float32Array, score: number): void {
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    if (left >= heap.length) break
    const least = left + 1 < heap.length && (heap[left + 1] ?? 0) < (heap[left] ?? 0) ? left + 1 : left
    if ((heap[least] ?? 0) >= score) break
    heap[at] = heap[least] ?? 0
    at = least
  }
  heap[at] = score
}

/** Where the first entry of this chunk or a later one stands in pool[start, end); the last place when there is none. */
function firstFrom(pool: Uint32Array, start: number, end: number, chunk: number): number {
  let low = start
  let high = end - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((pool[middle] ?? 0) >>> 8 < chunk) low = middle + 1
    else high = middle
  }
  return low
}
