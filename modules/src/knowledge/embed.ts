import { ModelFailure, type ModelFailureKind } from '@frontdesk/platform/models/port'
import type { Platform } from '@frontdesk/platform/platform'
import { type Ctx, createCtx, systemActor } from '#context'
import { createLoop, type Loop } from '../loop.ts'
import {
  countUnembedded,
  type Embedded,
  findUnembedded,
  keepVectors,
  readUnembedded,
  type ToEmbed,
} from './vector-store.ts'

const chunksAtOnce = 64
const tryAgainMs = 60_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

type Embedder = Loop & { behind: boolean }
const embedders = new WeakMap<Platform, Embedder>()

/** Gives vectors to chunks that came in while the model was away, or before it was the one that is configured. */
export const wakeEmbedder = (platform: Platform) => {
  const embedder = embedderOf(platform)
  if (!platform.models.embedding) return
  embedder.behind = true
  embedder.wake()
}

/** Resolves when no chunk is being embedded in the background. */
export const embeddingIdle = (platform: Platform) => embedderOf(platform).idle()

/** How many chunks of the organization can be found by words alone, because they wait for a vector. */
export const countWaitingForVectors = async (ctx: Ctx): Promise<number> => {
  const { embedding } = ctx.platform.models
  return embedding && embedderOf(ctx.platform).behind ? countUnembedded(ctx, embedding.id) : 0
}

/** One vector per chunk, in order; none without an embedding model. Throws ModelFailure. */
export const embedChunks = async (ctx: Ctx, chunks: ToEmbed[]): Promise<Embedded[]> => {
  const { embedding } = ctx.platform.models
  if (!embedding || chunks.length === 0) return []
  const vectors = await embedding.embed(
    chunks.map(({ title, breadcrumb, text }) => `${headingOf(title, breadcrumb)}\n\n${text}`),
  )
  return chunks.flatMap(({ chunkId }, index) => {
    const vector = vectors[index]
    return vector ? [{ chunkId, embedding: vector }] : []
  })
}

/** What a passage is about: the title of its document and the headings above it. */
export const headingOf = (title: string, breadcrumb: string) => (breadcrumb ? `${title}\n${breadcrumb}` : title)

const embedderOf = (platform: Platform): Embedder => {
  const known = embedders.get(platform)
  if (known) return known
  const embedder: Embedder = {
    behind: platform.models.embedding !== undefined,
    ...createLoop(async () => {
      try {
        embedder.behind = !(await embedEverything(platform))
      } catch (error) {
        platform.log.warn('Chunks wait for their vectors', { error })
        setTimeout(() => embedder.wake(), tryAgainMs).unref()
      }
    }),
  }
  embedders.set(platform, embedder)
  return embedder
}

/** Goes through all organizations once; false when some chunk was refused for good. */
const embedEverything = async (platform: Platform): Promise<boolean> => {
  const model = platform.models.embedding?.id ?? ''
  let complete = true
  let organizationId = await findUnembedded(platform, model, beforeAll)
  while (organizationId) {
    const ctx = createCtx(platform, { organizationId, actor: systemActor('knowledge'), requestId: 'embed' })
    if (!(await embedOrganization(ctx, model))) complete = false
    organizationId = await findUnembedded(platform, model, organizationId)
  }
  return complete
}

const embedOrganization = async (ctx: Ctx, model: string): Promise<boolean> => {
  let after = beforeAll
  let complete = true
  for (;;) {
    const chunks = await readUnembedded(ctx, model, after, chunksAtOnce)
    const last = chunks.at(-1)
    if (!last) return complete
    after = last.chunkId
    const embedded = await embedOrSkip(ctx, chunks)
    if (embedded.length < chunks.length) complete = false
    await keepVectors(ctx, model, embedded)
  }
}

const aboutTheText: ReadonlySet<ModelFailureKind> = new Set(['bad-request', 'content-filter'])

/** One text that the model refuses must not keep the others from their vectors. */
const embedOrSkip = async (ctx: Ctx, chunks: ToEmbed[]): Promise<Embedded[]> => {
  try {
    return await embedChunks(ctx, chunks)
  } catch (error) {
    if (!(error instanceof ModelFailure && aboutTheText.has(error.kind))) throw error
    ctx.platform.log.warn('The embedding model refuses chunks', { error, chunks: chunks.length })
    if (chunks.length === 1) return []
    const half = Math.ceil(chunks.length / 2)
    return [...(await embedOrSkip(ctx, chunks.slice(0, half))), ...(await embedOrSkip(ctx, chunks.slice(half)))]
  }
}
