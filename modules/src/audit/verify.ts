import type { Ctx } from '#context'
import { hashOf, noHash } from './entry.ts'
import { readChain } from './store.ts'

type Verdict = { intact: boolean; entries: number; firstFault: { seq: number; reason: string } | null }

const pageSize = 10_000

/** Walks the chain from its beginning to its head and names the first entry that does not fit. */
export async function verify(ctx: Ctx): Promise<Verdict> {
  let seq = 0
  let hash = noHash
  const broken = (at: number, reason: string) => ({ intact: false, entries: seq, firstFault: { seq: at, reason } })
  for (;;) {
    const { entries, head } = await readChain(ctx, seq, pageSize)
    for (const entry of entries) {
      if (entry.seq !== seq + 1) return broken(seq + 1, 'An entry is missing')
      if (entry.hash !== hashOf(hash, entry.seq, entry.text)) return broken(entry.seq, 'The entry was changed')
      seq = entry.seq
      hash = entry.hash
    }
    if (entries.length === pageSize) continue
    if ((head?.seq ?? 0) > seq) return broken(seq + 1, 'The end of the trail was cut off')
    if (head && head.seq === seq && head.hash !== hash) return broken(seq, 'The head of the trail was changed')
    if (seq > (head?.seq ?? 0)) return broken((head?.seq ?? 0) + 1, 'An entry was put in past the head')
    return { intact: true, entries: seq, firstFault: null }
  }
}
