import type { Database } from '@frontdesk/platform/database/port'
import type { Row, Statement } from '@frontdesk/platform/database/transaction'
import { ensureVectorIndex, vectorBytes, vectorType } from '@frontdesk/platform/database/vector-index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'

export type Near = { chunkId: string; documentId: string; similarity: number }
type Nearest = {
  vector: Float32Array
  model: string
  limit: number
  /** How many chunks the organization has, as far as known. */
  own: number
}

/**
 * The chunks whose vectors are nearest, best first, by cosine, in one round trip. A large organization goes through
 * the HNSW index, which goes on looking until enough of its own are found; one that is small among many is compared
 * exactly.
 */
export const readNearest = async (ctx: Ctx, { vector, model, limit, own }: Nearest): Promise<Near[]> => {
  const { database } = ctx.platform
  const dimensions = vector.length
  const values = [ctx.organizationId, vectorBytes(vector), model, limit]
  const { size, statements } = selectNearest(database, dimensions, { own, all: all.get(ctx.platform)?.vectors ?? own })
  if (size === 'large')
    ensureVectorIndex(database, dimensions).catch((error: unknown) =>
      ctx.platform.log.error('There is no index for vectors, so searching them is slow', { error, dimensions }),
    )
  const measure = isOld(ctx.platform) ? [{ text: `SELECT pg_table_size('chunk_vectors') AS bytes` }] : []
  const results = await ctx.sql([...statements(values), ...measure])
  if (measure.length > 0) remember(ctx.platform, Number(results.pop()?.rows[0]?.bytes), dimensions)
  return (results.at(-1)?.rows ?? []).map(nearOf).sort((a, b) => b.similarity - a.similarity)
}

type Numbers = { own: number; all: number }

/** The last statement finds them; what stands before it makes the planner take the way that pays. */
export const selectNearest = (database: Pick<Database, 'kind'>, dimensions: number, { own, all }: Numbers) => {
  const size = own * own < indexPays * all ? 'small' : 'large'
  const statement = size === 'small' ? compareAll(dimensions) : walkIndex(vectorType(database, dimensions), dimensions)
  const before = size === 'small' ? [] : [settingsFor(own)]
  return { size, statements: (values: unknown[]): Statement[] => [...before, { ...statement, values }] }
}

// Walking the index costs as much as comparing some thousand vectors, times the share of those that are others'.
const indexPays = 1_000

const columns = (distance: string) => `SELECT chunk_id, document_id, 1 - (${distance}) AS similarity FROM chunk_vectors`

const compareAll = (dimensions: number) => ({
  name: `vectors.exact-${dimensions}`,
  // The sum keeps the planner from the HNSW index, which would look at everybody's.
  text: `${columns(`embedding::vector(${dimensions}) <=> $2::vector`)}
    WHERE organization_id = $1::uuid AND dimensions = ${dimensions} AND model = $3::text
    ORDER BY (embedding::vector(${dimensions}) <=> $2::vector) + 0 LIMIT $4::int`,
})

const walkIndex = (type: string, dimensions: number) => ({
  name: `vectors.near-${dimensions}`,
  text: `${columns(`embedding::${type} <=> $2::vector::${type}`)}
    WHERE organization_id = $1::uuid AND dimensions = ${dimensions} AND model = $3::text
    ORDER BY embedding::${type} <=> $2::vector::${type} LIMIT $4::int`,
})

// How many neighbours the walk keeps in view: the larger the graph, the more it takes to find the same share of the best.
const breadth = (own: number) => Math.round(Math.min(800, Math.max(120, own / 250)))

/** Without sorting there is only the index; the planner, who knows nothing of organizations' sizes, has no choice. */
const settingsFor = (own: number): Statement => ({
  name: 'vectors.settings',
  text: `SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', $1, true),
    set_config('enable_sort', 'off', true)`,
  values: [String(breadth(own))],
})

const nearOf = (row: Row): Near => ({
  chunkId: String(row.chunk_id),
  documentId: String(row.document_id),
  similarity: Number(row.similarity),
})

// How many vectors there are altogether, roughly: the table's size tells without counting.
const all = new WeakMap<Platform, { vectors: number; at: number }>()
const oldAfterMs = 60_000

const isOld = (platform: Platform) =>
  platform.clock.now().getTime() - (all.get(platform)?.at ?? -oldAfterMs) >= oldAfterMs

const remember = (platform: Platform, bytes: number, dimensions: number) =>
  all.set(platform, { vectors: bytes / (dimensions * 4 + 110), at: platform.clock.now().getTime() })
