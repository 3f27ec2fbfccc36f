import type { Passage } from '@frontdesk/contract/knowledge'
import type { Row, Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import type { ChunkTerms } from './retrieval/types.ts'

export const readRevision = async (ctx: Ctx): Promise<number> => {
  const [result] = await ctx.sql([
    {
      name: 'knowledge.revision',
      text: `SELECT revision FROM knowledge_revisions WHERE organization_id = $1::uuid`,
      values: [ctx.organizationId],
    },
  ])
  return Number(result?.rows[0]?.revision ?? 0)
}

/** Documents that lost chunks after `revision`, up to `until`. */
export const readRemovals = async (ctx: Ctx, revision: number, until: number): Promise<string[]> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT document_id FROM knowledge_removals
        WHERE organization_id = $1::uuid AND revision > $2::bigint AND revision <= $3::bigint`,
      values: [ctx.organizationId, revision, until],
    },
  ])
  return (result?.rows ?? []).map(row => String(row.document_id))
}

export type Cursor = { revision: number; chunkId: string }

/** The next chunks in the order of their revision, and where to go on; no cursor when there are no more. */
export const readTerms = async (
  ctx: Ctx,
  after: Cursor,
  until: number,
  limit: number,
): Promise<{ chunks: ChunkTerms[]; next: Cursor | undefined }> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT id, document_id, terms, revision FROM chunks
        WHERE organization_id = $1::uuid AND (revision, id) > ($2::bigint, $3::uuid) AND revision <= $4::bigint
        ORDER BY revision, id LIMIT $5::int`,
      values: [ctx.organizationId, after.revision, after.chunkId, until, limit],
    },
  ])
  const rows = result?.rows ?? []
  const last = rows.length < limit ? undefined : rows.at(-1)
  return {
    chunks: rows.map(row => ({
      chunkId: String(row.id),
      documentId: String(row.document_id),
      terms: row.terms as Uint8Array,
    })),
    next: last && { revision: Number(last.revision), chunkId: String(last.id) },
  }
}

/** The passages of these chunks; those that are gone by now are missing. */
export const readPassages = async (ctx: Ctx, chunkIds: string[]): Promise<Map<string, Omit<Passage, 'score'>>> => {
  if (chunkIds.length === 0) return new Map()
  const [result] = await ctx.sql([selectPassages(ctx, chunkIds)])
  return new Map((result?.rows ?? []).map(row => [String(row.id), passageOf(row)]))
}

const selectPassages = (ctx: Ctx, chunkIds: string[]): Statement => ({
  name: 'chunks.passages',
  text: `SELECT c.id, c.document_id, c.breadcrumb, c.text, d.external_id, d.title, d.file_name, d.url
    FROM chunks c JOIN documents d ON d.organization_id = c.organization_id AND d.id = c.document_id
    WHERE c.organization_id = $1::uuid AND c.id = ANY($2::uuid[])`,
  values: [ctx.organizationId, chunkIds],
})

const passageOf = (row: Row): Omit<Passage, 'score'> => ({
  chunkId: String(row.id),
  documentId: String(row.document_id),
  externalId: row.external_id === null ? null : String(row.external_id),
  title: String(row.title || row.file_name || row.external_id || 'Untitled'),
  url: row.url === null ? null : String(row.url),
  breadcrumb: String(row.breadcrumb),
  text: String(row.text),
})
