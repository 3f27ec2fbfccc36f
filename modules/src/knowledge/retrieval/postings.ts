import { grown } from './grown.ts'

// Room a list may have; each is about a third more than the last, so a list wastes a sixth of its room on average.
const rooms = [1, 2, 3, 4, 6, 8]
while ((rooms.at(-1) ?? 0) < 2 ** 24) rooms.push(Math.ceil(((rooms.at(-1) ?? 0) * 4) / 3))

/**
 * For every term the chunks that hold it, ascending, in one pool. An entry is chunk << 8 | count in heading << 5 | count in text,
 * both capped: beyond 7 and 31 a further mention changes no ranking.
 */
export class Postings {
  pool = new Uint32Array(1 << 12)
  starts = new Uint32Array(1 << 8)
  counts = new Uint32Array(1 << 8)
  /** Per term the size of its list's room, plus one; 0 for none. */
  #rooms = new Uint8Array(1 << 8)
  /** Per room size the first list given up, whose first entry tells the next one, plus one; 0 for none. */
  #free = new Uint32Array(rooms.length)
  #used = 0

  add(term: number, chunk: number, inHeading: number, inText: number): void {
    this.#makeRoom(term)
    const count = this.counts[term] ?? 0
    const entry = ((chunk << 8) | (Math.min(inHeading, 7) << 5) | Math.min(inText, 31)) >>> 0
    this.pool[(this.starts[term] ?? 0) + count] = entry
    this.counts[term] = count + 1
  }

  /** In how many chunks the term stands. */
  count(term: number): number {
    return this.counts[term] ?? 0
  }

  /** Drops the chunks that got no new number and renames the others; numbers are given plus one and keep their order. */
  renumber(newNumbers: Uint32Array): void {
    for (let term = 0; term < this.counts.length; term += 1) {
      const start = this.starts[term] ?? 0
      const end = start + this.count(term)
      let kept = start
      for (let at = start; at < end; at += 1) {
        const entry = this.pool[at] ?? 0
        const chunk = newNumbers[entry >>> 8] ?? 0
        if (chunk > 0) this.pool[kept++] = (((chunk - 1) << 8) | (entry & 255)) >>> 0
      }
      this.counts[term] = kept - start
    }
  }

  #makeRoom(term: number): void {
    if (term >= this.counts.length) {
      this.starts = grown(this.starts, term + 1)
      this.counts = grown(this.counts, term + 1)
      this.#rooms = grown(this.#rooms, term + 1)
    }
    const size = this.#rooms[term] ?? 0
    if (size === 0 || this.counts[term] === rooms[size - 1]) this.#move(term, size)
  }

  #move(term: number, size: number): void {
    const from = this.starts[term] ?? 0
    const count = this.counts[term] ?? 0
    const to = this.#take(size)
    this.pool.copyWithin(to, from, from + count)
    if (size > 0) this.#giveUp(from, size - 1)
    this.starts[term] = to
    this.#rooms[term] = size + 1
  }

  #take(size: number): number {
    const free = this.#free[size] ?? 0
    if (free > 0) {
      this.#free[size] = this.pool[free - 1] ?? 0
      return free - 1
    }
    const start = this.#used
    this.#used += rooms[size] ?? 0
    this.pool = grown(this.pool, this.#used)
    return start
  }

  #giveUp(start: number, size: number): void {
    this.pool[start] = this.#free[size] ?? 0
    this.#free[size] = start + 1
  }
}
