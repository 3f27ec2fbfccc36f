import type { Chunk, Document, DocumentInFull } from '@frontdesk/contract/knowledge'
import type { Row, Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'

const columns = `id, external_id, kind, title, url, language, status, failure, bytes, chunk_count, file_name, created_at, updated_at`

type Filter = {
  status?: string | undefined
  kind?: string | undefined
  externalId?: string | undefined
  title?: string | undefined
}

export const selectDocuments = async (ctx: Ctx, { limit, after }: Page<[string, string]>, filter: Filter) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM documents WHERE organization_id = $1::uuid
        AND ($2::timestamptz IS NULL OR (created_at, id) < ($2::timestamptz, $3::uuid))
        AND ($4::text IS NULL OR status = $4::text) AND ($5::text IS NULL OR kind = $5::text)
        AND ($6::text IS NULL OR external_id = $6::text) AND ($7::text IS NULL OR title ILIKE $7::text)
        ORDER BY created_at DESC, id DESC LIMIT $8::int`,
      values: [
        ctx.organizationId,
        after?.[0] ?? null,
        after?.[1] ?? null,
        filter.status ?? null,
        filter.kind ?? null,
        filter.externalId ?? null,
        filter.title ? `%${filter.title.replace(/[\\%_]/g, '\\$&')}%` : null,
        limit + 1,
      ],
    },
  ])
  return pageOf((result?.rows ?? []).map(documentOf), limit, item => [item.createdAt, item.id])
}

export const findDocument = async (ctx: Ctx, id: string): Promise<DocumentInFull> => {
  const [documents, chunks] = await ctx.sql([
    {
      text: `SELECT ${columns}, parsed_text, content, kind FROM documents WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, id],
    },
    {
      text: `SELECT id, position, breadcrumb, text, start_offset, end_offset FROM chunks
        WHERE organization_id = $1::uuid AND document_id = $2::uuid ORDER BY position`,
      values: [ctx.organizationId, id],
    },
  ])
  const row = documents?.rows[0]
  if (!row) throw new NotFound('document')
  const text = row.status === 'ready' ? String(row.parsed_text) : String(row.content ?? '')
  return { ...documentOf(row), text, chunks: (chunks?.rows ?? []).map(chunkOf) }
}

export const countByStatus = async (ctx: Ctx) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT status, count(*)::int AS documents, sum(chunk_count)::int AS chunks FROM documents
        WHERE organization_id = $1::uuid GROUP BY status`,
      values: [ctx.organizationId],
    },
  ])
  const counts = { queued: 0, processing: 0, ready: 0, failed: 0, chunks: 0 }
  for (const row of result?.rows ?? []) {
    counts[row.status as 'queued' | 'processing' | 'ready' | 'failed'] = Number(row.documents)
    counts.chunks += Number(row.chunks)
  }
  return counts
}

/** Takes the next revision of the organization's knowledge, first of all: whoever changes it goes one after the other. */
export const nextRevision = (ctx: Ctx): Statement => ({
  text: `INSERT INTO knowledge_revisions (organization_id, revision) VALUES ($1::uuid, 1)
    ON CONFLICT (organization_id) DO UPDATE SET revision = knowledge_revisions.revision + 1`,
  values: [ctx.organizationId],
})

/** Removes the document with everything made of it, and tells the search indexes. Returns the key of its file. */
export const removeDocument = async (ctx: Ctx, id: string): Promise<{ fileKey: string | null }> => {
  const [, , removed] = await ctx.sql([
    nextRevision(ctx),
    {
      text: `INSERT INTO knowledge_removals (organization_id, document_id, revision)
        SELECT $1::uuid, d.id, r.revision FROM documents d JOIN knowledge_revisions r ON r.organization_id = d.organization_id
        WHERE d.organization_id = $1::uuid AND d.id = $2::uuid
        ON CONFLICT (organization_id, document_id) DO UPDATE SET revision = EXCLUDED.revision`,
      values: [ctx.organizationId, id],
    },
    {
      text: `DELETE FROM documents WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING file_key`,
      values: [ctx.organizationId, id],
    },
  ])
  const row = removed?.rows[0]
  if (!row) throw new NotFound('document')
  return { fileKey: row.file_key === null ? null : String(row.file_key) }
}

/** Puts a finished document back in the queue; undefined when it is there already. */
export const requeue = async (ctx: Ctx, id: string): Promise<Document | undefined> => {
  const [result] = await ctx.sql([
    {
      text: `UPDATE documents SET status = 'queued', failure = NULL, attempts = 0, content_version = content_version + 1, updated_at = $3::timestamptz
        WHERE organization_id = $1::uuid AND id = $2::uuid AND status IN ('ready', 'failed') RETURNING ${columns}`,
      values: [ctx.organizationId, id, ctx.now()],
    },
  ])
  return result?.rows[0] && documentOf(result.rows[0])
}

export const documentOf = (row: Row): Document => ({
  id: String(row.id),
  externalId: orNull(row.external_id),
  kind: row.kind as Document['kind'],
  title: String(row.title || row.file_name || row.external_id || 'Untitled'),
  url: orNull(row.url),
  language: orNull(row.language),
  status: row.status as Document['status'],
  failure: orNull(row.failure),
  bytes: Number(row.bytes),
  chunkCount: Number(row.chunk_count),
  createdAt: (row.created_at as Date).toISOString(),
  updatedAt: (row.updated_at as Date).toISOString(),
})

const chunkOf = (row: Row): Chunk => ({
  id: String(row.id),
  position: Number(row.position),
  breadcrumb: String(row.breadcrumb),
  text: String(row.text),
  start: Number(row.start_offset),
  end: Number(row.end_offset),
})

const orNull = (value: unknown) => (value === null || value === undefined ? null : String(value))

/** What there is to know, as one hash: of all documents, with their ids and contents. */
export const knowledgeNow = async (ctx: Ctx): Promise<{ documents: number; hash: string }> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT count(*)::int AS documents,
          encode(sha256(convert_to(COALESCE(string_agg(id || ':' || encode(content_hash, 'hex'), ',' ORDER BY id), ''), 'UTF8')), 'hex') AS hash
        FROM documents WHERE organization_id = $1::uuid`,
      values: [ctx.organizationId],
    },
  ])
  const row = found?.rows[0]
  return { documents: Number(row?.documents), hash: String(row?.hash) }
}
