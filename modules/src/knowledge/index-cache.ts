import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import { LexicalIndex } from './retrieval/lexical-index.ts'
import { type Cursor, readRemovals, readRevision, readTerms } from './search-store.ts'

type Entry = { index: LexicalIndex; revision: number; work: Promise<void>; usedAt: number }

const chunksPerRead = 2_000
const forgetAfterMs = 30 * 60_000
// Chunks of the revision that is known already are skipped, whatever their id.
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const caches = new WeakMap<Platform, Map<string, Entry>>()

/**
 * The organization's index, holding everything up to `revision` at least (the newest when not given). Built from the
 * database on first use, then only caught up; forgotten when nobody asked for half an hour.
 */
export const lexicalIndexOf = async (ctx: Ctx, revision?: number): Promise<LexicalIndex> => {
  const wanted = revision ?? (await readRevision(ctx))
  const cache = cacheOf(ctx.platform)
  const now = ctx.now().getTime()
  const entry = cache.get(ctx.organizationId) ?? {
    index: new LexicalIndex(),
    revision: 0,
    work: Promise.resolve(),
    usedAt: now,
  }
  entry.usedAt = now
  cache.set(ctx.organizationId, entry)
  if (entry.revision < wanted) {
    // One at a time; whoever waited may find the work done.
    entry.work = entry.work
      .catch(() => {})
      .then(() => (entry.revision < wanted ? catchUp(ctx, entry, wanted) : undefined))
    await entry.work
  }
  return entry.index
}

/** Removals first: a document that was replaced is in both lists, with the chunks it has now. */
const catchUp = async (ctx: Ctx, entry: Entry, until: number) => {
  // A catch-up that broke off half way has added chunks that the next one would add again.
  if (entry.revision < 0) Object.assign(entry, { index: new LexicalIndex(), revision: 0 })
  const from = entry.revision
  entry.revision = -1
  if (from > 0) for (const id of await readRemovals(ctx, from, until)) entry.index.remove(id)
  let cursor: Cursor | undefined = { revision: from, chunkId: lastId }
  while (cursor) {
    const { chunks, next } = await readTerms(ctx, cursor, until, chunksPerRead)
    entry.index.add(chunks)
    cursor = next
  }
  entry.revision = until
}

const cacheOf = (platform: Platform) => {
  const known = caches.get(platform)
  if (known) return known
  const cache = new Map<string, Entry>()
  caches.set(platform, cache)
  setInterval(() => {
    const oldest = platform.clock.now().getTime() - forgetAfterMs
    for (const [id, entry] of cache) if (entry.usedAt < oldest) cache.delete(id)
  }, 60_000).unref()
  return cache
}
