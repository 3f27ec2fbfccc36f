import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

const mebibyte = 1024 * 1024

export const DocumentStatus = z.enum(['queued', 'processing', 'ready', 'failed'])
export const DocumentKind = z.enum(['text', 'file', 'answer', 'page'])
export type DocumentKind = z.output<typeof DocumentKind>

const shared = {
  /** Your own id for it; pushing the same id again replaces the content. */
  externalId: z.string().trim().min(1).max(300),
  title: z.string().trim().min(1).max(300),
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  /** ISO 639-1; found out from the text when absent. */
  language: z.string().regex(/^[a-z]{2}$/),
}

export const NewDocument = z.strictObject({
  externalId: shared.externalId.optional(),
  title: shared.title.optional(),
  url: shared.url.optional(),
  language: shared.language.optional(),
  format: z.enum(['text', 'markdown', 'html']).default('markdown'),
  text: z
    .string()
    .min(1)
    .max(4 * mebibyte),
})
export type NewDocument = z.output<typeof NewDocument>

export const NewAnswer = z.strictObject({
  externalId: shared.externalId.optional(),
  url: shared.url.optional(),
  language: shared.language.optional(),
  question: z.string().trim().min(1).max(1_000),
  answer: z.string().trim().min(1).max(20_000),
})
export type NewAnswer = z.output<typeof NewAnswer>

export const NewPage = z.strictObject({
  /** A public address; ports other than 80 and 443 only where the operator allows them. */
  url: shared.url,
  title: shared.title.optional(),
  externalId: shared.externalId.optional(),
})
export type NewPage = z.output<typeof NewPage>

export const Document = z.object({
  id: Id,
  externalId: z.string().nullable(),
  kind: DocumentKind,
  title: z.string(),
  url: z.string().nullable(),
  language: z.string().nullable(),
  status: DocumentStatus,
  /** Why a failed document failed, as a sentence with a way on. */
  failure: z.string().nullable(),
  /** Size of the content as it came, in bytes. */
  bytes: z.int(),
  chunkCount: z.int(),
  createdAt: Moment,
  updatedAt: Moment,
})
export type Document = z.output<typeof Document>

export const Chunk = z.object({
  id: Id,
  position: z.int(),
  breadcrumb: z.string(),
  text: z.string(),
  /** Where the chunk stands in the document's text, in UTF-16 units: text.slice(start, end). */
  start: z.int(),
  end: z.int(),
})
export type Chunk = z.output<typeof Chunk>

export const DocumentInFull = Document.extend({ text: z.string(), chunks: z.array(Chunk) })
export type DocumentInFull = z.output<typeof DocumentInFull>

export const PushedDocument = Document.extend({ outcome: z.enum(['created', 'updated', 'unchanged']) })
export type PushedDocument = z.output<typeof PushedDocument>

export const pushDocument = endpoint('POST /knowledge/documents', {
  summary: 'Adds a document, or replaces the one with the same externalId; unchanged content is not processed again.',
  permission: 'knowledge.write',
  body: NewDocument,
  reply: PushedDocument,
  status: 201,
  idempotent: true,
  bodyLimitBytes: 5 * mebibyte,
})
export const pushDocuments = endpoint('POST /knowledge/documents/batch', {
  summary: 'Adds or replaces up to 500 documents at once.',
  permission: 'knowledge.write',
  body: z.strictObject({ documents: z.array(NewDocument).min(1).max(500) }),
  reply: z.object({ items: z.array(PushedDocument) }),
  status: 201,
  idempotent: true,
  bodyLimitBytes: 25 * mebibyte,
})
export const uploadFile = endpoint('POST /knowledge/files', {
  summary: 'Uploads one file (Markdown, text, HTML, PDF, DOCX or CSV) in the part named `file`.',
  permission: 'knowledge.write',
  body: z.strictObject({
    file: z.file(),
    externalId: shared.externalId.optional(),
    title: shared.title.optional(),
    url: shared.url.optional(),
  }),
  bodyKind: 'multipart',
  reply: PushedDocument,
  status: 201,
  errors: ['unreadable', 'unsupported-media-type'],
  bodyLimitBytes: 26 * mebibyte,
})
export const addAnswer = endpoint('POST /knowledge/answers', {
  summary: 'Adds a question with its approved answer.',
  permission: 'knowledge.write',
  body: NewAnswer,
  reply: PushedDocument,
  status: 201,
  idempotent: true,
})
export const addPage = endpoint('POST /knowledge/pages', {
  summary:
    'Adds one web page (HTML, Markdown or text) by its address, which is its externalId too unless one is given; the same page again is read anew.',
  permission: 'knowledge.write',
  body: NewPage,
  reply: PushedDocument,
  status: 201,
  idempotent: true,
})
export const listDocuments = endpoint('GET /knowledge/documents', {
  summary: 'Documents, files, pages and answers, newest first.',
  permission: 'knowledge.read',
  query: PageQuery.extend({
    status: DocumentStatus.optional(),
    kind: DocumentKind.optional(),
    externalId: z.string().max(2_000).optional(),
    title: z.string().max(200).optional(),
  }),
  reply: paged(Document),
})
export const countDocuments = endpoint('GET /knowledge/counts', {
  summary: 'How many documents there are in each status.',
  permission: 'knowledge.read',
  reply: z.object({
    queued: z.int(),
    processing: z.int(),
    ready: z.int(),
    failed: z.int(),
    chunks: z.int(),
    /** Chunks that are found by words alone until the embedding model has given them a vector. */
    unembedded: z.int(),
  }),
})
export const readDocument = endpoint('GET /knowledge/documents/:documentId', {
  summary: 'One document with its stored text and its chunks.',
  permission: 'knowledge.read',
  reply: DocumentInFull,
  errors: ['not-found'],
})
export const retryDocument = endpoint('POST /knowledge/documents/:documentId/retry', {
  summary: 'Processes a document again, for example after a failure.',
  permission: 'knowledge.write',
  reply: Document,
  errors: ['not-found', 'conflict'],
})
export const deleteDocument = endpoint('DELETE /knowledge/documents/:documentId', {
  summary: 'Deletes a document with its text, chunks, vectors and file.',
  permission: 'knowledge.write',
  status: 204,
  errors: ['not-found'],
})

export const Passage = z.object({
  chunkId: Id,
  documentId: Id,
  externalId: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  breadcrumb: z.string(),
  text: z.string(),
  /** 0 to 1, comparable within one reply. */
  score: z.number(),
})
export type Passage = z.output<typeof Passage>

export const SearchReply = z.object({
  passages: z.array(Passage),
  /** Whether an agent would dare to answer from these. */
  answerable: z.boolean(),
  /** 0 to 1: how sure that the passages hold the answer. */
  confidence: z.number(),
})
export type SearchReply = z.output<typeof SearchReply>

export const searchKnowledge = endpoint('POST /knowledge/search', {
  summary: 'Exactly the passages an agent would retrieve for this question.',
  permission: 'knowledge.read',
  body: z.strictObject({
    query: z.string().trim().min(1).max(10_000),
    /** Earlier customer turns, oldest first; they help a question that leans on them. */
    history: z.array(z.string().max(10_000)).max(50).default([]),
    limit: z.int().min(1).max(100).default(6),
  }),
  reply: SearchReply,
})
