import type { Hit } from './types.ts'

// The usual constant: large enough that the first place of one list does not beat good places in both.
const patience = 60

/**
 * One ranking out of several by reciprocal rank: scores of different kinds need not compare. A list may weigh more than another.
 * At most `perDocument` chunks of one document stand before every document had its turn.
 */
export function fuse(
  lists: readonly { hits: readonly Hit[]; weight?: number }[],
  limit: number,
  perDocument = 2,
): Hit[] {
  const fused = new Map<string, Hit>()
  for (const { hits, weight = 1 } of lists)
    for (const [rank, hit] of hits.entries()) {
      const score = (fused.get(hit.chunkId)?.score ?? 0) + weight / (patience + rank + 1)
      fused.set(hit.chunkId, { ...hit, score })
    }
  const ranked = [...fused.values()].sort((a, b) => b.score - a.score)
  const taken = new Map<string, number>()
  const first: Hit[] = []
  const rest: Hit[] = []
  for (const hit of ranked) {
    const count = (taken.get(hit.documentId) ?? 0) + 1
    taken.set(hit.documentId, count)
    if (count <= perDocument) first.push(hit)
    else rest.push(hit)
  }
  return [...first, ...rest].slice(0, limit)
}
