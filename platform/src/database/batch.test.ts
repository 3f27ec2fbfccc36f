import { freshDatabase } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import type { Database } from './port.ts'
import { authSql, type Statement, tenantSql } from './transaction.ts'

let database: Database
const northwind = newId()
beforeAll(async () => {
  database = await freshDatabase()
  const text = 'INSERT INTO organizations (organization_id, name, created_at) VALUES ($1, $2, now())'
  await authSql(database, [{ text, values: [northwind, 'Northwind Bikes'] }])
})

const sql = (...statements: Statement[]) => tenantSql(database, northwind, statements)
const remove = (id: string, name: string): Statement => ({
  name,
  text: `INSERT INTO knowledge_removals (organization_id, document_id, revision) VALUES ($1, $2, 1)`,
  values: [northwind, id],
})
const ask = (name: string, number: unknown): Statement => ({
  name,
  text: `SELECT $1::int AS ${name}`,
  values: [number],
})
const wrong: Statement = { name: 'wrong', text: 'SELECT nothing FROM nowhere' }
const atOnce = <T>(times: number, run: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, n) => run(n)))

test('a named statement works after batches in which it was new and something failed', async () => {
  await atOnce(20, () => expect(sql(ask('fresh', 1), wrong)).rejects.toMatchObject({ code: '42P01' }))
  await atOnce(20, () => expect(sql(ask('fresh', 'x'))).rejects.toMatchObject({ code: '22P02' }))
  const answers = await atOnce(40, n => sql(ask('fresh', n)))
  expect(answers.map(([result]) => result?.rows)).toEqual(answers.map((_, n) => [{ fresh: n }]))
})

test('a named statement works after it failed itself, known and new', async () => {
  const id = newId()
  await sql(remove(id, 'removal'))
  for (const name of ['removal', 'removal-under-a-new-name'])
    await atOnce(10, () => expect(sql(remove(id, name))).rejects.toMatchObject({ code: '23505' }))
  for (const name of ['removal', 'removal-under-a-new-name'])
    await atOnce(10, async () => expect((await sql(remove(newId(), name)))[0]?.count).toBe(1))
})

test('whatever fails in a batch, first or last, nothing of it is kept', async () => {
  const count: Statement = { text: 'SELECT count(*)::int AS kept FROM knowledge_removals' }
  const before = await sql(count)
  for (const batch of [
    [wrong, remove(newId(), 'removal')],
    [remove(newId(), 'removal'), wrong],
    [remove(newId(), 'removal'), ask('fresh', 'x')],
    [remove(newId(), 'removal'), remove(newId(), 'removal'), { text: 'SELECT 1 / 0' }],
    [remove(newId(), 'removal'), { text: 'this is no SQL' }],
  ])
    await expect(sql(...batch)).rejects.toMatchObject({ code: expect.stringMatching(/^[0-9A-Z]{5}$/) })
  expect(await sql(count)).toEqual(before)
})

test('whoever wants a result early is told of it, once, also where what comes after fails', async () => {
  const told: unknown[] = []
  const early = (statement: Statement): Statement => ({ ...statement, early: ({ rows }) => told.push(...rows) })
  const kept = await sql(early(ask('first', 1)), early(ask('second', 2)), remove(newId(), 'removal'), ask('last', 3))
  expect(kept.map(({ rows }) => rows)).toEqual([[{ first: 1 }], [{ second: 2 }], [], [{ last: 3 }]])
  expect(told).toEqual([{ first: 1 }, { second: 2 }])
  await expect(sql(early(ask('first', 4)), wrong)).rejects.toMatchObject({ code: '42P01' })
  await expect(sql(wrong, early(ask('first', 5)))).rejects.toMatchObject({ code: '42P01' })
  expect(told).toEqual([{ first: 1 }, { second: 2 }, { first: 4 }])
})

test.runIf(process.env.DATABASE_URL)('an early result does not wait for what comes after it', async () => {
  const cameFirst = new Promise(tell => {
    const rest = sql({ ...ask('first', 1), early: ({ rows }) => tell(rows) }, { text: 'SELECT pg_sleep(1)' })
    void rest.then(tell)
  })
  expect(await cameFirst).toEqual([{ first: 1 }])
})

test('values come back as they went in', async () => {
  const texts = ['', 'null', 'NULL', '"', '\\', '{a,b}', "it's", 'ä🚲', '\n\t', ' ']
  const text =
    'SELECT $1::text[] AS texts, $2::int[] AS numbers, $3::bytea AS bytes, $4::jsonb AS json, $5::timestamptz AS at, $6::text AS none'
  const at = new Date('2026-02-03T04:05:06.789Z')
  const json = { deep: [1, null, { 'a"b': '\\' }] }
  const values = [[...texts, null], [1, -2, null], Buffer.from([0, 1, 255]), json, at, null]
  const [result] = await sql({ text, values })
  expect(result?.rows).toEqual([
    { texts: [...texts, null], numbers: [1, -2, null], bytes: Buffer.from([0, 1, 255]), json, at, none: null },
  ])
})

test('no statement at all is no error', async () => {
  expect(await sql()).toEqual([])
})
