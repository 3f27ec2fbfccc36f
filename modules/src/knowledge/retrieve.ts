import { setImmediate as aMoment } from 'node:timers/promises'
import type { Passage } from '@frontdesk/contract/knowledge'
import type { Ctx } from '#context'
import { lexicalIndexOf } from './index-cache.ts'
import { type Near, readNearest } from './nearest-store.ts'
import { answerable } from './retrieval/answerable.ts'
import { fuse } from './retrieval/fuse.ts'
import type { Hit } from './retrieval/types.ts'
import { readPassages, readRevision } from './search-store.ts'

export type Retrieval = {
  passages: Passage[]
  answerable: boolean
  /** 0 to 1. */
  confidence: number
  searchedFor: string
}
type Query = {
  query: string
  /** Earlier customer turns, oldest first. */
  history: readonly string[]
  limit: number
  /** The organization's knowledge revision, when the caller has just read it. */
  revision?: number
}

const candidates = 60
const embeddingTimeoutMs = 3_000
const nothing = { passages: [], answerable: false, confidence: 0 }

/**
 * The passages that an agent sees for this question, best first: words and meanings, fused by rank. Without an
 * embedding model, or while it does not answer, the words alone decide.
 */
export const retrieve = async (ctx: Ctx, { query, history, limit, revision }: Query): Promise<Retrieval> => {
  const known = revision ?? (await readRevision(ctx))
  if (known === 0) return { ...nothing, searchedFor: query }
  const index = await lexicalIndexOf(ctx, known)
  // Others compare vectors while this process looks up words, once the question has left for them.
  const comparing = nearest(ctx, query, index.size)
  if (ctx.platform.models.embedding) await aMoment()
  const { hits, evidence } = index.search({ text: query, earlier: history }, candidates)
  const near = (await comparing).map(({ similarity, ...chunk }) => ({ ...chunk, score: similarity }))
  const chosen = near.length > 0 ? fuse([{ hits }, { hits: near }], limit) : spread(hits, limit)
  const texts = await readPassages(
    ctx,
    chosen.map(hit => hit.chunkId),
  )
  const verdict = answerable(
    evidence,
    near.map(({ score }) => score),
  )
  const passages = chosen.flatMap((hit, index) => {
    const passage = texts.get(hit.chunkId)
    return passage ? [{ ...passage, score: rounded(verdict.confidence * shareOfBest(chosen, index)) }] : []
  })
  return {
    passages,
    answerable: verdict.answerable && passages.length > 0,
    confidence: rounded(verdict.confidence),
    searchedFor: query,
  }
}

/** The same order, but two passages of one document at most before every document had its turn; scores stay. */
const spread = (hits: readonly Hit[], limit: number): Hit[] => {
  const scores = new Map(hits.map(hit => [hit.chunkId, hit.score]))
  return fuse([{ hits }], limit).map(hit => ({ ...hit, score: scores.get(hit.chunkId) ?? 0 }))
}

/** How well a passage does against the best one; never better than one that stands before it. */
const shareOfBest = (chosen: readonly Hit[], index: number): number =>
  Math.min(...chosen.slice(0, index + 1).map(({ score }) => score)) / (chosen[0]?.score || 1)

const rounded = (share: number) => Math.round(Math.max(0, share) * 10_000) / 10_000

const nearest = async (ctx: Ctx, query: string, own: number): Promise<Near[]> => {
  const { embedding } = ctx.platform.models
  if (!embedding) return []
  try {
    const [vector] = await embedding.embed([query], AbortSignal.timeout(embeddingTimeoutMs))
    return vector ? await readNearest(ctx, { vector, model: embedding.id, limit: candidates, own }) : []
  } catch (error) {
    ctx.platform.log.warn('Searching by words alone: the embedding model did not answer', { error })
    return []
  }
}
