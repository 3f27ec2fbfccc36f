import { setImmediate as breathe } from 'node:timers/promises'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { type Ctx, createCtx, systemActor } from '#context'
import { createLoop, type Loop } from '../loop.ts'
import { type Claimed, claimDocuments, type Source } from './claim-store.ts'
import { embedChunks, embeddingIdle, headingOf, wakeEmbedder } from './embed.ts'
import { fetchPage } from './fetch-page.ts'
import { keepFailure, keepProcessed, markReady, type Processed } from './ingest-store.ts'
import { chunk } from './parsing/chunk.ts'
import { type PushedFormat, parseFile, parsePushed } from './parsing/parse-document.ts'
import { type ParsedDocument, UnreadableDocument } from './parsing/parsed.ts'
import { passageTerms } from './retrieval/passage-terms.ts'
import { type Embedded, keepVectors } from './vector-store.ts'

// Reading a file may take half a minute, and nobody should hold a document for longer than it counts as abandoned.
const atOnce: Record<Source, number> = { pushed: 64, file: 4, page: 8 }
const mostAttempts = 5
const lookEveryMs = 10_000

const processors = new WeakMap<Platform, Loop>()

/** Has waiting documents processed soon; a wake that is lost costs ten seconds. */
export const wakeProcessor = (platform: Platform) => processorOf(platform).wake()

/** Resolves when no document that this process knows of is waiting. For tests and seeding. */
export const processingIdle = async (platform: Platform) => {
  await processorOf(platform).idle()
  await embeddingIdle(platform)
}

/** Looks for waiting documents now and then, and at once for those that a crash left half done. Returns how to stop. */
export const keepProcessing = (platform: Platform): (() => Promise<void>) => {
  const orphaned = platform.database.kind === 'embedded'
  void processWaiting(platform, orphaned).then(() => processorOf(platform).wake())
  wakeEmbedder(platform)
  const timer = setInterval(() => processorOf(platform).wake(), lookEveryMs)
  return () => {
    clearInterval(timer)
    return processingIdle(platform)
  }
}

const processorOf = (platform: Platform): Loop => {
  const known = processors.get(platform)
  if (known) return known
  const processor = createLoop(() => processWaiting(platform, false).then(() => {}))
  processors.set(platform, processor)
  return processor
}

const processWaiting = (platform: Platform, orphaned: boolean) =>
  Promise.all((['pushed', 'file', 'page'] as const).map(source => processFrom(platform, source, orphaned)))

const processFrom = async (platform: Platform, source: Source, orphaned: boolean) => {
  try {
    for (;;) {
      const claimed = await claimDocuments(platform, { source, limit: atOnce[source], orphaned })
      if (claimed.length === 0) return
      for (const [organizationId, documents] of Map.groupBy(claimed, document => document.organizationId))
        await processDocuments(ctxFor(platform, organizationId), documents)
    }
  } catch (error) {
    platform.log.error('Waiting documents could not be processed', { error })
  }
}

const ctxFor = (platform: Platform, organizationId: string): Ctx =>
  createCtx(platform, { organizationId, actor: systemActor('knowledge'), requestId: 'knowledge' })

const processDocuments = async (ctx: Ctx, documents: Claimed[]) => {
  const read = (await Promise.all(documents.map(document => readOne(ctx, document)))).filter(each => each !== undefined)
  if (read.length === 0) return
  const embedded = await embedNow(ctx, read)
  await keepProcessed(ctx, read, embedded.length > 0 ? 'processing' : 'ready')
  if (embedded.length === 0) return
  try {
    await keepVectors(ctx, ctx.platform.models.embedding?.id ?? '', embedded)
  } catch (error) {
    ctx.platform.log.warn('Vectors could not be kept', { error, organizationId: ctx.organizationId })
    wakeEmbedder(ctx.platform)
  }
  await markReady(ctx, read)
}

/** A model that is away must not keep documents from being found by their words; the vectors come when it is back. */
const embedNow = async (ctx: Ctx, read: Processed[]): Promise<Embedded[]> => {
  const chunks = read.flatMap(({ title, chunks }) => chunks.map(each => ({ ...each, chunkId: each.id, title })))
  try {
    return await embedChunks(ctx, chunks)
  } catch (error) {
    ctx.platform.log.warn('Documents wait for their vectors', { error, organizationId: ctx.organizationId })
    wakeEmbedder(ctx.platform)
    return []
  }
}

const readOne = async (ctx: Ctx, document: Claimed): Promise<Processed | undefined> => {
  try {
    await breathe()
    if (document.attempts > mostAttempts)
      throw new UnreadableDocument('Reading it broke off every time. Try another form of it.')
    const { parsed, bytes } = await parse(ctx, document)
    const title = document.title || parsed.title || ''
    const language = document.language ?? parsed.language
    const chunks = chunk(parsed.text).map(draft => ({
      id: newId(),
      ...draft,
      terms: passageTerms({ heading: headingOf(title, draft.breadcrumb), text: draft.text, language }),
    }))
    if (chunks.length === 0)
      throw new UnreadableDocument('There is no text in it. Push or upload something with words.')
    const { id, contentVersion } = document
    return { id, contentVersion, title, language, text: parsed.text, bytes, hadChunks: document.chunkCount > 0, chunks }
  } catch (error) {
    if (error instanceof UnreadableDocument) await keepFailure(ctx, document, { failure: error.reason })
    else await putBack(ctx, [document], error)
    return undefined
  }
}

const parse = async (ctx: Ctx, document: Claimed): Promise<{ parsed: ParsedDocument; bytes?: number }> => {
  if (document.format === 'page') {
    const { bytes, ...page } = await fetchPage(ctx, document.url ?? '')
    return { parsed: await parsePushed(page), bytes }
  }
  if (document.fileKey === null)
    return { parsed: await parsePushed({ format: document.format as PushedFormat, text: document.content ?? '' }) }
  const bytes = await ctx.platform.storage.get(document.fileKey)
  if (!bytes) throw new UnreadableDocument('The uploaded file is gone from the storage. Upload it again.')
  return { parsed: await parseFile({ name: document.fileName ?? '', bytes }) }
}

/** What may pass, such as a storage that is away, is tried again later, a few times; then the person decides. */
const putBack = async (ctx: Ctx, documents: Claimed[], error: unknown) => {
  ctx.platform.log.warn('Documents could not be processed', {
    error,
    organizationId: ctx.organizationId,
    documents: documents.length,
  })
  const failure = "Reading it failed on our side. Try again, or look into the server's log."
  for (const document of documents)
    await keepFailure(ctx, document, document.attempts >= mostAttempts ? { failure } : 'later')
}
