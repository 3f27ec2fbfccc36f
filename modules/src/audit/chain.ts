import { hashOf, noHash } from './entry.ts'

export type ChainEntry = { seq: number; text: string; hash: string }
export type Head = { seq: number; hash: string }
/** The first entry that does not fit, and why. */
export type Fault = { seq: number; reason: string }

/** Walks a chain entry by entry, holding it against the head that was signed last; either step tells the first fault. */
export const walkChain = (seal: Head | undefined) => {
  let seq = 0
  let hash = noHash
  return {
    /** How many entries fit so far. */
    get seq() {
      return seq
    },
    take(entry: ChainEntry): Fault | undefined {
      if (entry.seq !== seq + 1) return { seq: seq + 1, reason: 'An entry is missing' }
      if (entry.hash !== hashOf(hash, entry.seq, entry.text)) return { seq: entry.seq, reason: 'The entry was changed' }
      if (entry.seq === seal?.seq && entry.hash !== seal.hash)
        return { seq: entry.seq, reason: 'The trail is not the one that was signed: it was made anew' }
      seq = entry.seq
      hash = entry.hash
      return undefined
    },
    end(head: Head | undefined): Fault | undefined {
      const known = head?.seq ?? 0
      if (Math.max(known, seal?.seq ?? 0) > seq) return { seq: seq + 1, reason: 'The end of the trail was cut off' }
      if (known < seq) return { seq: known + 1, reason: 'An entry was put in past the head' }
      if (head && head.hash !== hash) return { seq, reason: 'The head of the trail was changed' }
      return undefined
    },
  }
}
