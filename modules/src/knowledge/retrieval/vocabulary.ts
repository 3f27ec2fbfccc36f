import { grown } from './grown.ts'

const beginningLength = 5

/** Every distinct term of an index, numbered in order of arrival, kept as bytes: a third of what a Map of strings would cost. */
export class Vocabulary {
  size = 0
  #bytes = new Uint8Array(1 << 12)
  #ends = new Uint32Array(1 << 8)
  /** Which letters and which pairs of letters a term has, as bits: terms that differ in many need not be compared. */
  #letters = new Uint32Array(1 << 8)
  #pairs = new Uint32Array(1 << 8)
  /** The last term that begins with given bytes, and for each term the one before it with the same beginning, both plus one. */
  readonly #lastBeginning = new Uint32Array(1 << 16)
  #sameBeginning = new Uint32Array(1 << 8)
  #table = new Int32Array(1 << 10).fill(-1)

  /** The number of the term in bytes[0..length), given one when it is new. */
  number(bytes: Uint8Array, length: number): number {
    const place = this.#place(bytes, length)
    const known = this.#table[place] ?? -1
    if (known >= 0) return known
    const start = this.#start(this.size)
    this.#bytes = grown(this.#bytes, start + length)
    this.#bytes.set(bytes.subarray(0, length), start)
    this.#ends = grown(this.#ends, this.size + 1)
    this.#ends[this.size] = start + length
    this.#letters = grown(this.#letters, this.size + 1)
    this.#letters[this.size] = lettersOf(bytes, length)
    this.#pairs = grown(this.#pairs, this.size + 1)
    this.#pairs[this.size] = pairsOf(bytes, length)
    const beginning = hash(bytes, 0, Math.min(length, beginningLength)) & 0xffff
    this.#sameBeginning = grown(this.#sameBeginning, this.size + 1)
    this.#sameBeginning[this.size] = this.#lastBeginning[beginning] ?? 0
    this.#lastBeginning[beginning] = this.size + 1
    this.#table[place] = this.size
    this.size += 1
    if (this.size * 2 > this.#table.length) this.#rehash()
    return this.size - 1
  }

  /** The number of a term, or -1 for one never seen. */
  find(bytes: Uint8Array): number {
    return this.#table[this.#place(bytes, bytes.length)] ?? -1
  }

  /** A view of the term's bytes, valid until the next new term. */
  bytes(term: number): Uint8Array {
    return this.#bytes.subarray(this.#start(term), this.#ends[term])
  }

  /** The terms that `slack` changes may turn into these bytes, and some others; a slip leaves half of the word at its ends. */
  resembling(bytes: Uint8Array, slack: number): number[] {
    const letters = lettersOf(bytes, bytes.length)
    const pairs = pairsOf(bytes, bytes.length)
    const found: number[] = []
    for (let term = 0, start = 0; term < this.size; term += 1) {
      const end = this.#ends[term] ?? 0
      const longer = end - start - bytes.length
      start = end
      if (longer > slack || longer < -slack) continue
      const other = this.#letters[term] ?? 0
      if (ones(letters & ~other) > slack || ones(other & ~letters) > slack) continue
      // A swap, the change that costs most, takes three pairs and brings three.
      if (ones(pairs & ~(this.#pairs[term] ?? 0)) > slack * 3) continue
      if (this.#sameEnds(end - longer - bytes.length, end, bytes) * 2 >= bytes.length) found.push(term)
    }
    return found
  }

  /** Terms that begin with the same five bytes or more, when they share `enough` of their length. */
  beginningLike(
    bytes: Uint8Array,
    enough: (common: number, length: number) => boolean,
  ): { term: number; common: number; length: number }[] {
    const found: { term: number; common: number; length: number }[] = []
    if (bytes.length < beginningLength) return found
    let next = this.#lastBeginning[hash(bytes, 0, beginningLength) & 0xffff] ?? 0
    for (; next > 0; next = this.#sameBeginning[next - 1] ?? 0) {
      const start = this.#start(next - 1)
      const length = (this.#ends[next - 1] ?? 0) - start
      let common = 0
      while (common < length && this.#bytes[start + common] === bytes[common]) common += 1
      if (common >= beginningLength && enough(common, length)) found.push({ term: next - 1, common, length })
    }
    return found
  }

  /** Terms that begin or end with these bytes and go on for at least `more` bytes. */
  containing(bytes: Uint8Array, more: number): number[] {
    const letters = lettersOf(bytes, bytes.length)
    const found: number[] = []
    for (let term = 0, start = 0; term < this.size; term += 1) {
      const from = start
      const end = this.#ends[term] ?? 0
      start = end
      if (end - from < bytes.length + more || (letters & ~(this.#letters[term] ?? 0)) !== 0) continue
      if (this.#matches(from, bytes, bytes.length) || this.#matches(end - bytes.length, bytes, bytes.length))
        found.push(term)
    }
    return found
  }

  #start(term: number): number {
    return term === 0 ? 0 : (this.#ends[term - 1] ?? 0)
  }

  #place(bytes: Uint8Array, length: number): number {
    const mask = this.#table.length - 1
    let place = hash(bytes, 0, length) & mask
    for (let term = this.#table[place] ?? -1; term >= 0; term = this.#table[place] ?? -1) {
      const start = this.#start(term)
      if ((this.#ends[term] ?? 0) - start === length && this.#matches(start, bytes, length)) return place
      place = (place + 1) & mask
    }
    return place
  }

  #matches(at: number, bytes: Uint8Array, length: number): boolean {
    for (let i = 0; i < length; i += 1) if (this.#bytes[at + i] !== bytes[i]) return false
    return true
  }

  #sameEnds(start: number, end: number, bytes: Uint8Array): number {
    let front = 0
    while (start + front < end && this.#bytes[start + front] === bytes[front]) front += 1
    let back = 0
    while (end - back > start + front && this.#bytes[end - back - 1] === bytes[bytes.length - back - 1]) back += 1
    return front + back
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2).fill(-1)
    const mask = this.#table.length - 1
    for (let term = 0; term < this.size; term += 1) {
      let place = hash(this.#bytes, this.#start(term), this.#ends[term] ?? 0) & mask
      while ((this.#table[place] ?? -1) >= 0) place = (place + 1) & mask
      this.#table[place] = term
    }
  }
}

/** FNV-1a, stirred once more because tables take the low bits. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5
  for (let i = start; i < end; i += 1) value = Math.imul(value ^ (bytes[i] ?? 0), 0x01000193)
  return value ^ (value >>> 15)
}

function lettersOf(bytes: Uint8Array, length: number): number {
  let letters = 0
  for (let i = 0; i < length; i += 1) letters |= 1 << ((bytes[i] ?? 0) & 31)
  return letters >>> 0
}

function pairsOf(bytes: Uint8Array, length: number): number {
  let pairs = 0
  for (let i = 1; i < length; i += 1)
    pairs |= 1 << (Math.imul((bytes[i - 1] ?? 0) * 31 + (bytes[i] ?? 0), 0x9e3779b1) >>> 27)
  return pairs >>> 0
}

function ones(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
