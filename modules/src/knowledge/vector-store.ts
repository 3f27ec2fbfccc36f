import { systemSql } from '@frontdesk/platform/database/transaction'
import { ensureVectorIndex, vectorBytes } from '@frontdesk/platform/database/vector-index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'

export type ToEmbed = { chunkId: string; title: string; breadcrumb: string; text: string }
export type Embedded = { chunkId: string; embedding: Float32Array }

// Small enough that nobody waits long for the index to take them in.
const vectorsPerStatement = 16

/** Keeps vectors of one model, replacing those of another; of chunks that are gone by now nothing is kept. */
export const keepVectors = async (ctx: Ctx, model: string, embedded: Embedded[]): Promise<void> => {
  const { database } = ctx.platform
  for (const [dimensions, same] of Map.groupBy(embedded, each => each.embedding.length)) {
    await ensureVectorIndex(database, dimensions)
    for (let from = 0; from < same.length; from += vectorsPerStatement) {
      const some = same.slice(from, from + vectorsPerStatement)
      await ctx.sql([
        {
          text: `INSERT INTO chunk_vectors (organization_id, chunk_id, document_id, model, dimensions, embedding)
            SELECT c.organization_id, c.id, c.document_id, $2::text, $3::int, v.embedding
            FROM (VALUES ${some.map((_, index) => `($${index * 2 + 4}::uuid, $${index * 2 + 5}::vector)`).join(', ')}) AS v(chunk_id, embedding)
            JOIN chunks c ON c.organization_id = $1::uuid AND c.id = v.chunk_id
            ON CONFLICT (organization_id, chunk_id) DO UPDATE
              SET model = EXCLUDED.model, dimensions = EXCLUDED.dimensions, embedding = EXCLUDED.embedding`,
          values: [
            ctx.organizationId,
            model,
            dimensions,
            ...some.flatMap(({ chunkId, embedding }) => [chunkId, vectorBytes(embedding)]),
          ],
        },
      ])
    }
  }
}

/** The next organization, by id, with chunks that have no vector of this model. */
export const findUnembedded = async (
  { database }: Platform,
  model: string,
  after: string,
): Promise<string | undefined> => {
  const [result] = await systemSql(database, [
    {
      text: `SELECT c.organization_id FROM chunks c LEFT JOIN chunk_vectors v
          ON v.organization_id = c.organization_id AND v.chunk_id = c.id AND v.model = $1::text
        WHERE v.chunk_id IS NULL AND c.organization_id > $2::uuid ORDER BY c.organization_id LIMIT 1`,
      values: [model, after],
    },
  ])
  const row = result?.rows[0]
  return row && String(row.organization_id)
}

const lacking = `chunks c LEFT JOIN chunk_vectors v
    ON v.organization_id = c.organization_id AND v.chunk_id = c.id AND v.model = $2::text
  WHERE c.organization_id = $1::uuid AND v.chunk_id IS NULL`

/** The next chunks that have no vector of this model, in the order of their ids. */
export const readUnembedded = async (ctx: Ctx, model: string, after: string, limit: number): Promise<ToEmbed[]> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT l.id, d.title, l.breadcrumb, l.text
        FROM (SELECT c.id, c.document_id, c.breadcrumb, c.text FROM ${lacking} AND c.id > $3::uuid ORDER BY c.id LIMIT $4::int) l
        JOIN documents d ON d.organization_id = $1::uuid AND d.id = l.document_id ORDER BY l.id`,
      values: [ctx.organizationId, model, after, limit],
    },
  ])
  return (result?.rows ?? []).map(row => ({
    chunkId: String(row.id),
    title: String(row.title),
    breadcrumb: String(row.breadcrumb),
    text: String(row.text),
  }))
}

export const countUnembedded = async (ctx: Ctx, model: string): Promise<number> => {
  const [result] = await ctx.sql([
    { text: `SELECT count(*)::int AS count FROM ${lacking}`, values: [ctx.organizationId, model] },
  ])
  return Number(result?.rows[0]?.count ?? 0)
}
