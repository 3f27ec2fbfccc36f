import type { Chunks } from './chunks.ts'
import type { Match } from './match.ts'
import type { SoughtWord } from './sought.ts'

/** What the order of a candidate's words tells beyond their count. */
export interface Candidate extends Match {
  /** Score by the count of words alone. */
  plain: number
  /** Share of the question's weight that the passage holds. */
  coverage: number
}

// What two neighbours of the question, found side by side, are worth in words of average weight. Little, but it holds on every
// set we measured, and it is the one place where words like `how long` and `not` count.
const pairShare = 0.05

/** Reads the candidates' words in order. */
export class Rescorer {
  /** Per code the word of the question it may stand for, plus one, and how well it does. */
  readonly #wordOf = new Uint8Array(1 << 16)
  readonly #likeness = new Float32Array(1 << 16)
  /** Per code whether a pair of neighbours in the question begins with it. */
  readonly #pairFrom = new Uint8Array(1 << 16)

  /** `spoken` are the question's terms in order, stop words included, -1 where the index knows none. */
  rescore(
    chunks: Chunks,
    sought: readonly SoughtWord[],
    spoken: readonly number[],
    matches: readonly Match[],
  ): Candidate[] {
    const total = sought.reduce((sum, { weight }) => sum + weight, 0)
    const pairWorth = (pairShare * total) / Math.max(1, sought.length)
    const pairs = pairsOf(spoken)
    this.#mark(sought, pairs)
    const candidates = matches.map(({ chunk, score }) => {
      const { codes } = chunks.shape(chunk)
      const coverage = this.#cover(codes, sought) / (total || 1)
      const paired = pairs.length > 0 ? this.#countPairs(codes, pairs) : 0
      return { chunk, plain: score, score: score + pairWorth * paired, coverage }
    })
    for (const { options } of sought) for (const { term } of options) this.#wordOf[term & 0xffff] = 0
    for (const [from] of pairs) this.#pairFrom[from] = 0
    return candidates.sort((a, b) => b.score - a.score || a.chunk - b.chunk)
  }

  #mark(sought: readonly SoughtWord[], pairs: readonly Pair[]): void {
    for (const [at, { options, weight }] of sought.entries())
      for (const option of options) {
        const code = option.term & 0xffff
        const likeness = weight > 0 ? option.weight / weight : 0
        if (this.#wordOf[code] !== 0 && (this.#likeness[code] ?? 0) >= likeness) continue
        this.#wordOf[code] = at + 1
        this.#likeness[code] = likeness
      }
    for (const [from] of pairs) this.#pairFrom[from] = 1
  }

  /** The weight of the question's words that the passage holds. */
  #cover(codes: Uint16Array, sought: readonly SoughtWord[]): number {
    const best = new Float32Array(sought.length + 1)
    for (let at = 0; at < codes.length; at += 1) {
      const code = codes[at] ?? 0
      const word = this.#wordOf[code] ?? 0
      if (word > 0) best[word] = Math.max(best[word] ?? 0, this.#likeness[code] ?? 0)
    }
    return sought.reduce((sum, { weight }, at) => sum + weight * (best[at + 1] ?? 0), 0)
  }

  /** How many different pairs of neighbours the passage says side by side too. */
  #countPairs(codes: Uint16Array, pairs: readonly Pair[]): number {
    let found = 0
    const seen = new Uint8Array(pairs.length)
    for (let at = 0; at + 1 < codes.length; at += 1) {
      const code = codes[at] ?? 0
      if (this.#pairFrom[code] === 0) continue
      const pair = pairs.findIndex(([from, to]) => from === code && to === codes[at + 1])
      if (pair < 0 || seen[pair] === 1) continue
      seen[pair] = 1
      found += 1
    }
    return found
  }
}

type Pair = readonly [from: number, to: number]

function pairsOf(spoken: readonly number[]): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const [at, term] of spoken.entries()) {
    const next = spoken[at + 1] ?? -1
    if (term >= 0 && next >= 0) pairs.set(`${term} ${next}`, [term & 0xffff, next & 0xffff])
  }
  return [...pairs.values()]
}
