import { ensureVectorIndex, vectorBytes } from '@frontdesk/platform/database/vector-index'
import { newId } from '@frontdesk/platform/ids'
import { testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#context'
import { readNearest, selectNearest } from './nearest-store.ts'
import { keepVectors } from './vector-store.ts'

const dimensions = 8
const model = 'fake/eight'
let large: World
let small: World

beforeAll(async () => {
  const platform = await testPlatform()
  large = await world(platform)
  small = await world(platform)
  await fill(large.olivia.ctx, 2_000)
  await fill(small.olivia.ctx, 40)
}, 60_000)

test('the vectors nearest to a question are found, best first, through the index as well as without it', async () => {
  const vector = vectorOf(7)
  for (const own of [2_000, 10]) {
    const near = await readNearest(large.olivia.ctx, { vector, model, limit: 10, own })
    const wanted = exactly(large.olivia.ctx, vector).slice(0, 10)
    expect(near.filter(({ chunkId }) => wanted.includes(chunkId)).length).toBeGreaterThanOrEqual(9)
    expect(near.map(each => each.similarity)).toEqual(near.map(each => each.similarity).toSorted((a, b) => b - a))
    expect(near[0]?.similarity).toBeCloseTo(1, 2)
  }
})

test('an organization finds its own vectors alone, all of them, among many of others', async () => {
  for (const own of [40, 1_000_000]) {
    const near = await readNearest(small.olivia.ctx, { vector: vectorOf(7), model, limit: 60, own })
    expect(near.map(each => each.chunkId).toSorted()).toEqual(chunkIds(small.olivia.ctx).toSorted())
  }
})

test('vectors of another model are never compared', async () => {
  const near = await readNearest(large.olivia.ctx, { vector: vectorOf(7), model: 'fake/other', limit: 60, own: 10 })
  expect(near).toEqual([])
})

test('a large organization is searched through HNSW, a small one through its own key, and neither reads everybody’s', async () => {
  const [walked, compared] = [
    await plan(large.olivia.ctx, { own: 2_000, all: 2_040 }),
    await plan(small.olivia.ctx, { own: 40, all: 2_040 }),
  ]
  expect(walked).toMatch(/Index Scan using chunk_vectors_(half|full)_8/)
  expect(compared).toMatch(/chunk_vectors_pkey/)
  for (const text of [walked, compared]) expect(text).not.toMatch(/Seq Scan/)
})

const plan = async (ctx: Ctx, numbers: { own: number; all: number }) => {
  const { statements } = selectNearest(ctx.platform.database, dimensions, numbers)
  const wanted = statements([ctx.organizationId, vectorBytes(vectorOf(7)), model, 60])
  const results = await ctx.sql(
    wanted.map(({ name: _, ...each }, index) =>
      index === wanted.length - 1 ? { ...each, text: `EXPLAIN ${each.text}` } : each,
    ),
  )
  return (results.at(-1)?.rows ?? []).map(row => row['QUERY PLAN']).join('\n')
}

const kept = new Map<string, { chunkId: string; embedding: Float32Array }[]>()
const chunkIds = (ctx: Ctx) => (kept.get(ctx.organizationId) ?? []).map(each => each.chunkId)

const exactly = (ctx: Ctx, vector: Float32Array) =>
  (kept.get(ctx.organizationId) ?? [])
    .toSorted((a, b) => dot(b.embedding, vector) - dot(a.embedding, vector))
    .map(each => each.chunkId)

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

/** A unit vector; always the same for the same number. */
function vectorOf(number: number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, (_, index) => Math.sin((number + 1) * (index * 2.7 + 1.3)))
  const length = Math.sqrt(dot(vector, vector))
  return vector.map(value => value / length)
}

const fill = async (ctx: Ctx, count: number) => {
  const [documentId, ids] = [newId(), Array.from({ length: count }, () => newId())]
  await ensureVectorIndex(ctx.platform.database, dimensions)
  await ctx.sql([
    {
      text: `INSERT INTO documents (organization_id, id, kind, format, title, status, content_hash, bytes, created_at, updated_at)
        VALUES ($1::uuid, $2::uuid, 'text', 'text', 'Vectors', 'ready', '\\x00', 0, now(), now())`,
      values: [ctx.organizationId, documentId],
    },
    {
      text: `INSERT INTO chunks (organization_id, id, document_id, position, breadcrumb, text, start_offset, end_offset, terms, revision)
        SELECT $1::uuid, id, $2::uuid, 0, '', 'text', 0, 4, '\\x00', 1 FROM unnest($3::uuid[]) AS id`,
      values: [ctx.organizationId, documentId, ids],
    },
  ])
  const embedded = ids.map((chunkId, index) => ({ chunkId, embedding: vectorOf(index) }))
  kept.set(ctx.organizationId, embedded)
  await keepVectors(ctx, model, embedded)
}
