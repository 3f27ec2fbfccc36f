import { newId } from '@frontdesk/platform/ids'
import { recording } from '#audit'
import type { Ctx } from '#context'
import type { Claimed } from './claim-store.ts'
import { documentOf, nextRevision } from './document-store.ts'
import type { Incoming, Kept } from './incoming.ts'

const keptColumns = `id, external_id, kind, title, url, language, status, failure, bytes, chunk_count, file_name, created_at, updated_at`

/**
 * Keeps documents to be processed: new ones, and new content of known external ids; the same content again changes
 * nothing. External ids must not repeat within one call. The outcomes come in the order of the input.
 */
export const keepIncoming = async (ctx: Ctx, incoming: Incoming[]): Promise<Kept[]> => {
  const ids = incoming.map(() => newId())
  const now = ctx.now()
  const externalIds = incoming.flatMap(({ externalId }) => (externalId === null ? [] : [externalId]))
  const [written, known] = await ctx.sql([
    {
      text: `INSERT INTO documents (organization_id, id, external_id, kind, format, title, url, language, status, content, file_key,
          file_name, content_hash, bytes, created_at, updated_at)
        SELECT $1::uuid, u.id, u.external_id, u.kind, u.format, u.title, u.url, u.language, 'queued', u.content, u.file_key,
          u.file_name, decode(u.content_hash, 'hex'), u.bytes, $13::timestamptz, $13::timestamptz
        FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $14::int[])
          AS u(id, external_id, kind, format, title, url, language, content, file_key, file_name, content_hash, bytes)
        ON CONFLICT (organization_id, external_id) WHERE external_id IS NOT NULL DO UPDATE SET
          kind = EXCLUDED.kind, format = EXCLUDED.format, title = EXCLUDED.title, url = EXCLUDED.url, language = EXCLUDED.language,
          status = 'queued', failure = NULL, content = EXCLUDED.content, file_key = EXCLUDED.file_key, file_name = EXCLUDED.file_name,
          content_hash = EXCLUDED.content_hash, bytes = EXCLUDED.bytes, content_version = documents.content_version + 1,
          attempts = 0, updated_at = EXCLUDED.updated_at
        WHERE documents.content_hash <> EXCLUDED.content_hash
        RETURNING ${keptColumns}`,
      values: [
        ctx.organizationId,
        ids,
        incoming.map(document => document.externalId),
        incoming.map(document => document.kind),
        incoming.map(document => document.format),
        incoming.map(document => document.title),
        incoming.map(document => document.url),
        incoming.map(document => document.language),
        incoming.map(document => document.content),
        incoming.map(document => document.fileKey),
        incoming.map(document => document.fileName),
        incoming.map(document => Buffer.from(document.contentHash).toString('hex')),
        now,
        incoming.map(document => document.bytes),
      ],
    },
    {
      text: `SELECT ${keptColumns} FROM documents WHERE organization_id = $1::uuid AND external_id = ANY($2::text[])`,
      values: [ctx.organizationId, externalIds],
    },
    recording(
      ctx,
      'document.added',
      incoming.length === 1 && externalIds.length === 0
        ? { target: ids[0] ?? null }
        : { details: { documents: incoming.length, externalIds: externalIds.slice(0, 20) } },
      {
        text: `EXISTS (SELECT FROM documents WHERE organization_id = $1::uuid AND updated_at = $3::timestamptz
        AND (id = ANY($4::uuid[]) OR external_id = ANY($5::text[])))`,
        values: [now, ids, externalIds],
      },
    ),
  ])
  const changed = new Map((written?.rows ?? []).map(row => [String(row.id), documentOf(row)]))
  const byExternalId = new Map((known?.rows ?? []).map(row => [row.external_id, documentOf(row)]))
  return incoming.flatMap(({ externalId }, index): Kept[] => {
    const created = changed.get(ids[index] ?? '')
    if (created) return [{ document: created, outcome: 'created' }]
    const document = byExternalId.get(externalId)
    return document ? [{ document, outcome: changed.has(document.id) ? 'updated' : 'unchanged' }] : []
  })
}

export type ProcessedChunk = {
  id: string
  breadcrumb: string
  text: string
  start: number
  end: number
  terms: Uint8Array
}
export type Processed = {
  id: string
  contentVersion: number
  title: string
  language: string
  text: string
  /** Of what was fetched; a document that came with its content has its size already. */
  bytes: number | undefined
  hadChunks: boolean
  chunks: ProcessedChunk[]
}

/**
 * Keeps what was read from documents of one organization, all or nothing; content that is newer by now stays untouched.
 * Found by words from now on, `ready` at once or when `markReady` says so.
 */
export const keepProcessed = async (ctx: Ctx, processed: Processed[], status: 'ready' | 'processing') => {
  const replaced = processed.filter(document => document.hadChunks).map(document => document.id)
  const chunks = processed.flatMap(document =>
    document.chunks.map((chunk, position) => ({ document, chunk, position })),
  )
  await ctx.sql([
    nextRevision(ctx),
    ...(replaced.length > 0 ? forgetChunks(ctx, replaced) : []),
    {
      text: `INSERT INTO chunks (organization_id, id, document_id, position, breadcrumb, text, start_offset, end_offset, terms, revision)
        SELECT $1::uuid, u.id, u.document_id, u.position, u.breadcrumb, u.text, u.start_offset, u.end_offset, decode(u.terms, 'base64'),
          r.revision
        FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::text[], $7::text[], $8::int[], $9::int[], $10::text[])
          AS u(id, document_id, content_version, position, breadcrumb, text, start_offset, end_offset, terms)
        JOIN documents d ON d.organization_id = $1::uuid AND d.id = u.document_id AND d.content_version = u.content_version AND d.status = 'processing'
        JOIN knowledge_revisions r ON r.organization_id = $1::uuid`,
      values: [
        ctx.organizationId,
        chunks.map(({ chunk }) => chunk.id),
        chunks.map(({ document }) => document.id),
        chunks.map(({ document }) => document.contentVersion),
        chunks.map(({ position }) => position),
        chunks.map(({ chunk }) => chunk.breadcrumb),
        chunks.map(({ chunk }) => chunk.text),
        chunks.map(({ chunk }) => chunk.start),
        chunks.map(({ chunk }) => chunk.end),
        chunks.map(({ chunk }) => Buffer.from(chunk.terms).toString('base64')),
      ],
    },
    {
      text: `UPDATE documents d SET status = $9::text, failure = NULL, title = u.title, language = u.language, parsed_text = u.text,
          chunk_count = u.chunk_count, bytes = coalesce(u.bytes, d.bytes), updated_at = $8::timestamptz
        FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $10::int[])
          AS u(id, content_version, title, language, text, chunk_count, bytes)
        WHERE d.organization_id = $1::uuid AND d.id = u.id AND d.content_version = u.content_version AND d.status = 'processing'`,
      values: [
        ctx.organizationId,
        processed.map(document => document.id),
        processed.map(document => document.contentVersion),
        processed.map(document => document.title),
        processed.map(document => document.language),
        processed.map(document => document.text),
        processed.map(document => document.chunks.length),
        ctx.now(),
        status,
        processed.map(document => document.bytes ?? null),
      ],
    },
  ])
}

export const markReady = async (ctx: Ctx, processed: Processed[]) => {
  await ctx.sql([
    {
      text: `UPDATE documents d SET status = 'ready', updated_at = $4::timestamptz
        FROM unnest($2::uuid[], $3::int[]) AS u(id, content_version)
        WHERE d.organization_id = $1::uuid AND d.id = u.id AND d.content_version = u.content_version AND d.status = 'processing'`,
      values: [
        ctx.organizationId,
        processed.map(document => document.id),
        processed.map(document => document.contentVersion),
        ctx.now(),
      ],
    },
  ])
}

const forgetChunks = (ctx: Ctx, documentIds: string[]) => [
  {
    text: `INSERT INTO knowledge_removals (organization_id, document_id, revision)
      SELECT $1::uuid, d, r.revision FROM unnest($2::uuid[]) AS d JOIN knowledge_revisions r ON r.organization_id = $1::uuid
      ON CONFLICT (organization_id, document_id) DO UPDATE SET revision = EXCLUDED.revision`,
    values: [ctx.organizationId, documentIds],
  },
  {
    text: `DELETE FROM chunks WHERE organization_id = $1::uuid AND document_id = ANY($2::uuid[])`,
    values: [ctx.organizationId, documentIds],
  },
]

/** A document that cannot be read says why; one that may succeed later goes back to the queue. */
export const keepFailure = async (ctx: Ctx, document: Claimed, outcome: { failure: string } | 'later') => {
  const failure = outcome === 'later' ? null : outcome.failure
  await ctx.sql([
    {
      text: `UPDATE documents SET status = $4::text, failure = $5::text, chunk_count = 0, updated_at = $6::timestamptz
        WHERE organization_id = $1::uuid AND id = $2::uuid AND content_version = $3::int AND status = 'processing'`,
      values: [
        ctx.organizationId,
        document.id,
        document.contentVersion,
        failure === null ? 'queued' : 'failed',
        failure,
        ctx.now(),
      ],
    },
    ...(failure !== null && document.chunkCount > 0 ? [nextRevision(ctx), ...forgetChunks(ctx, [document.id])] : []),
  ])
}
