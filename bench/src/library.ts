import { type Ctx, createCtx, systemActor } from '@frontdesk/modules/context'
import { processingIdle, pushDocuments } from '@frontdesk/modules/knowledge/index'
import { compose } from '@frontdesk/platform/compose'
import { readConfig } from '@frontdesk/platform/config'
import { authSql } from '@frontdesk/platform/database/transaction'
import { ensureVectorIndex, vectorBytes } from '@frontdesk/platform/database/vector-index'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { articles } from './articles.ts'
import type { Ground } from './databases.ts'
import { dimensions, embed } from './meaning.ts'

const pageBytes = 5_000
const pagesPerBatch = 250
const vectorsPerStatement = 500
export const model = 'bench:384'

/** The product's own modules in this process, over one organization's articles: search without HTTP in between. */
export type Library = {
  platform: Platform
  /** Searches by words alone, and by words and meanings; embedding a question takes no time, because that is the model's. */
  words: Ctx
  both: Ctx
  /** Adds articles until there are so many chunks; returns how many there are. */
  grow(chunks: number): Promise<number>
  /** Gives every chunk its vector, and the vectors their index. */
  embedAll(): Promise<void>
  close(): Promise<void>
}

export async function openLibrary(ground: Ground): Promise<Library> {
  const config = readConfig({
    FRONTDESK_DATA_DIR: ground.dataDirectory,
    FRONTDESK_SECRET: 'a secret of benchmarks, as long as it has to be',
    LOG_LEVEL: 'warn',
    ...(ground.databaseUrl ? { DATABASE_URL: ground.databaseUrl } : {}),
  })
  const platform = await compose(config)
  const organizationId = newId()
  await authSql(platform.database, [
    {
      text: 'INSERT INTO organizations (organization_id, name, created_at) VALUES ($1, $2, $3)',
      values: [organizationId, 'Northwind Bikes', new Date()],
    },
  ])
  const embedding = { id: model, embed: async (texts: string[]) => texts.map(vectorOf) }
  const entered = (on: Platform) =>
    createCtx(on, {
      organizationId,
      actor: { ...systemActor('bench'), permissions: new Set(['knowledge.read', 'knowledge.write']) },
      requestId: newId(),
    })
  const words = entered(platform)
  let pages = 0
  return {
    platform,
    words,
    both: entered({ ...platform, models: { ...platform.models, embedding } }),
    async grow(chunks) {
      let there = await countChunks(platform)
      while (there < chunks) {
        await pushDocuments(words, articles(pagesPerBatch, pageBytes, pages))
        pages += pagesPerBatch
        await processingIdle(platform)
        there = await countChunks(platform)
      }
      return there
    },
    embedAll: () => embedAll(platform, organizationId),
    close: () => platform.close(),
  }
}

const known = new Map<string, Float32Array>()

/** Questions are asked more than once and embedded only the first time. */
export const vectorOf = (text: string): Float32Array => {
  const vector = known.get(text) ?? embed(text)
  known.set(text, vector)
  return vector
}

const countChunks = async ({ database }: Platform): Promise<number> => {
  const { rows } = await database.owner.query<{ count: string }>('SELECT count(*) FROM chunks')
  return Number(rows[0]?.count)
}

/** Past the product's own way in, which goes through a model; the index comes last because building it at once is faster. */
const embedAll = async ({ database }: Platform, organizationId: string) => {
  for (;;) {
    const { rows } = await database.owner.query<{ id: string; document_id: string; text: string }>(
      `SELECT c.id, c.document_id, c.text FROM chunks c LEFT JOIN chunk_vectors v
         ON v.organization_id = c.organization_id AND v.chunk_id = c.id
       WHERE v.chunk_id IS NULL LIMIT $1`,
      [vectorsPerStatement],
    )
    if (rows.length === 0) break
    const places = rows.map(
      (_, index) => `($1, $${index * 3 + 4}, $${index * 3 + 5}, $2, $3, $${index * 3 + 6}::vector)`,
    )
    await database.owner.query(
      `INSERT INTO chunk_vectors (organization_id, chunk_id, document_id, model, dimensions, embedding) VALUES ${places.join(', ')}`,
      [
        organizationId,
        model,
        dimensions,
        ...rows.flatMap(({ id, document_id, text }) => [id, document_id, vectorBytes(embed(text))]),
      ],
    )
  }
  await ensureVectorIndex(database, dimensions)
  await database.owner.query('ANALYZE chunk_vectors')
}
