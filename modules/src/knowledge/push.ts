import { createHash } from 'node:crypto'
import type { NewAnswer, NewDocument, PushedDocument } from '@frontdesk/contract/knowledge'
import type { Ctx } from '#context'
import type { Incoming } from './incoming.ts'
import { keepIncoming } from './ingest-store.ts'
import { wakeProcessor } from './process.ts'

/**
 * Keeps documents and has them processed soon; the same external id again replaces the content, and the same content
 * again does nothing. Of an external id that is given twice the last one counts.
 */
export const pushDocuments = async (ctx: Ctx, documents: NewDocument[]): Promise<PushedDocument[]> => {
  ctx.must('knowledge.write')
  return keep(ctx, documents.map(incomingOf))
}

/** A question with its approved answer is a document of its own, titled by the question. */
export const addAnswer = async (ctx: Ctx, { question, answer, ...rest }: NewAnswer): Promise<PushedDocument> => {
  ctx.must('knowledge.write')
  const incoming = incomingOf({ ...rest, title: question, text: answer, format: 'markdown' })
  return first(await keep(ctx, [{ ...incoming, kind: 'answer' }]))
}

export const keep = async (ctx: Ctx, incoming: Incoming[]): Promise<PushedDocument[]> => {
  const last = new Map(incoming.map((document, index) => [document.externalId ?? index, document]))
  const distinct = [...last.values()]
  const kept = new Map((await keepIncoming(ctx, distinct)).map((each, index) => [distinct[index], each]))
  ctx.afterCommit(() => wakeProcessor(ctx.platform))
  return incoming.flatMap((document, index) => {
    const found = kept.get(last.get(document.externalId ?? index))
    return found ? [{ ...found.document, outcome: found.outcome }] : []
  })
}

export const first = <T>(items: T[]): T => {
  if (items[0] === undefined) throw new Error('One document was kept, and none came back')
  return items[0]
}

const incomingOf = (document: Omit<NewDocument, 'format'> & { format: string }): Incoming => {
  const { externalId, title, url, language, text, format } = document
  return {
    externalId: externalId ?? null,
    kind: 'text',
    format,
    title: title ?? '',
    url: url ?? null,
    language: language ?? null,
    content: text,
    fileKey: null,
    fileName: null,
    contentHash: hashOf(format, title, url, language, text),
    bytes: Buffer.byteLength(text),
  }
}

export const hashOf = (...parts: (string | Uint8Array | undefined)[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part ?? '').update('\0')
  return hash.digest()
}
