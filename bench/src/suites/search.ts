import type { Ctx } from '@frontdesk/modules/context'
import { retrieve } from '@frontdesk/modules/knowledge/index'
import { readNearest } from '@frontdesk/modules/knowledge/nearest-store'
import { vectorBytes } from '@frontdesk/platform/database/vector-index'
import { questions } from '../articles.ts'
import { type DatabaseKind, kinds, newGround } from '../databases.ts'
import { digits, type Figure } from '../figures.ts'
import { type Library, model, openLibrary, vectorOf } from '../library.ts'
import { dimensions } from '../meaning.ts'
import { percentile } from '../statistics.ts'

const asked = questions(330)
const warmUp = 30
const passages = 6
const candidates = 60

type Size = '10 000' | '100 000'
type Limit = { must: number; aim: number }
const limits: Record<DatabaseKind, Record<Size, Limit>> = {
  Postgres: { '10 000': { must: 15, aim: 2 }, '100 000': { must: 40, aim: 8 } },
  embedded: { '10 000': { must: 40, aim: 4 }, '100 000': { must: 200, aim: 15 } },
}

/** One retrieval as a turn makes it, one after the other; `full` goes on to 100 000 chunks, which takes minutes. */
export async function search({ full }: { full: boolean }): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const kind of kinds)
    for (const size of full ? (['10 000', '100 000'] as const) : (['10 000'] as const))
      figures.push(...(await inNewLibrary(kind, size)))
  return figures
}

/** Each size begins anew, because vectors that come before their index are kept ten times as fast. */
async function inNewLibrary(kind: DatabaseKind, size: Size): Promise<Figure[]> {
  const ground = await newGround(kind)
  const library = await openLibrary(ground)
  try {
    const figures = await atSize(library, kind, size)
    return size === '100 000' ? [...figures, await recall(library, kind)] : figures
  } finally {
    await library.close()
    await ground.remove()
  }
}

async function atSize(library: Library, kind: DatabaseKind, size: Size): Promise<Figure[]> {
  const chunks = await library.grow(Number(size.replace(' ', '')))
  const figure = async (how: string, ctx: Ctx, limit: Limit | undefined): Promise<Figure> => {
    const cpu = process.cpuUsage()
    const times = await timesOf(ctx)
    const { user, system } = process.cpuUsage(cpu)
    const cpuMs = (user + system) / 1000 / asked.length
    return {
      name: `retrieval ${how}, ${size} chunks, ${kind}, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      ...limit,
      detail: `p50 ${digits(percentile(times, 0.5))} ms, p99 ${digits(percentile(times, 0.99))} ms; ${digits(cpuMs)} ms CPU${kind === 'embedded' ? '' : ' without the database'}; ${times.length} questions, ${chunks} chunks`,
    }
  }
  const byWords = await figure('by words', library.words, undefined)
  await library.embedAll()
  return [byWords, await figure('by words and vectors', library.both, limits[kind][size])]
}

async function timesOf(ctx: Ctx): Promise<number[]> {
  const times: number[] = []
  for (const [number, query] of asked.entries()) {
    vectorOf(query)
    const from = performance.now()
    const found = await retrieve(ctx, { query, history: [], limit: passages })
    if (number >= warmUp) times.push(performance.now() - from)
    if (found.passages.length === 0) throw new Error(`Nothing was found for "${query}"`)
  }
  return times
}

/** Of the ten vectors that are really nearest, how many the product's own look-up has among its first ten. */
async function recall({ platform, both }: Library, kind: DatabaseKind): Promise<Figure> {
  const { rows } = await platform.database.owner.query<{ count: string }>('SELECT count(*) FROM chunk_vectors')
  const own = Number(rows[0]?.count)
  const shares: number[] = []
  for (const query of asked.slice(0, 100)) {
    const vector = vectorOf(query)
    const exact = await platform.database.owner.query<{ chunk_id: string }>(
      `SELECT chunk_id FROM chunk_vectors WHERE organization_id = $1
       ORDER BY (embedding::vector(${dimensions}) <=> $2::vector) + 0 LIMIT 10`,
      [both.organizationId, vectorBytes(vector)],
    )
    const near = await readNearest(both, { vector, model, limit: candidates, own })
    const first = new Set(near.slice(0, 10).map(({ chunkId }) => chunkId))
    shares.push(exact.rows.filter(({ chunk_id }) => first.has(chunk_id)).length / 10)
  }
  return {
    name: `HNSW recall@10 at ${own} vectors, ${kind}`,
    value: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    unit: '',
    must: 0.95,
    aim: 0.97,
    moreIsBetter: true,
    detail: `${shares.length} questions against the exact answer; worst ${Math.min(...shares)}`,
  }
}
