import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from './pglite.ts'
import { startEmbedded } from './pglite-start.ts'
import type { Database } from './port.ts'

let folder: string
let database: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-pglite-'))
  database = await openEmbedded(await startEmbedded(folder))
  await database.owner.query('CREATE TABLE ledger (client integer, line integer, words text)')
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const connect = async () => {
  const { host, database: name, user } = database.owner.options
  const client = new pg.Client({ host, database: name, user, query_timeout: 10_000 })
  client.on('error', () => {})
  await client.connect()
  onTestFinished(() => client.end().catch(() => {}))
  return client
}
const count = async (from: Pick<pg.Client, 'query'>, where = 'true') => {
  const { rows } = await from.query<{ lines: number }>(`SELECT count(*)::int AS lines FROM ledger WHERE ${where}`)
  return rows[0]?.lines
}

test('interleaved transactions of ten clients stay apart', async () => {
  const clients = await Promise.all(Array.from({ length: 10 }, connect))
  const keep = async (client: pg.Client, number: number) => {
    for (let line = 0; line < 6; line++) {
      await client.query('BEGIN')
      const before = Number(await count(client))
      await client.query('INSERT INTO ledger VALUES ($1, $2)', [number, line])
      await pause(line)
      expect(await count(client), 'nobody else writes while this transaction is open').toBe(before + 1)
      await client.query(line % 2 ? 'ROLLBACK' : 'COMMIT')
    }
  }
  await Promise.all(clients.map(keep))
  expect(await count(database.owner)).toBe(30)
  expect(await count(database.owner, 'line % 2 = 1')).toBe(0)
})

test('a failed statement spoils its own transaction and nobody else’s', async () => {
  const [one, other] = [await connect(), await connect()]
  await one.query('BEGIN')
  await one.query('INSERT INTO ledger VALUES (100, 1)')
  const waiting = other.query('INSERT INTO ledger VALUES (101, 1)')
  await expect(one.query('SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' })
  await expect(one.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' })
  await one.query('COMMIT')
  await waiting
  expect(await count(other, 'client = 100')).toBe(0)
  expect(await count(other, 'client = 101')).toBe(1)
})

test('a client who vanishes in the middle of a transaction leaves nothing and holds up nobody', async () => {
  for (const leave of ['BEGIN', 'BEGIN; SELECT 1 / 0']) {
    const [gone, next] = [await connect(), await connect()]
    await gone.query(leave).catch(() => {})
    await gone.query('INSERT INTO ledger VALUES (200, 1)').catch(() => {})
    const waiting = next.query('INSERT INTO ledger VALUES (201, 1)')
    const began = performance.now()
    socketOf(gone).destroy()
    await waiting
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(await count(next, 'client = 200')).toBe(0)
  }
})

test('a client who vanishes while the database answers it holds up nobody either', async () => {
  const [gone, next] = [await connect(), await connect()]
  void gone.query('BEGIN; SELECT count(*) FROM generate_series(1, 300000)').catch(() => {})
  const waiting = next.query('SELECT 1 AS one')
  await pause(5)
  socketOf(gone).destroy()
  expect((await waiting).rows).toEqual([{ one: 1 }])
})

const socketOf = (client: pg.Client) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream

test('messages larger than any buffer arrive whole, in both directions', async () => {
  const client = await connect()
  for (const size of [65_535, 65_536, 200_001, 3_000_000]) {
    const words = 'ä🚲'.repeat(size / 4)
    await client.query('INSERT INTO ledger VALUES (300, $1, $2)', [size, words])
    const { rows } = await client.query<{ words: string }>(
      'SELECT words FROM ledger WHERE client = 300 AND line = $1',
      [size],
    )
    expect(rows[0]?.words === words, `${size}`).toBe(true)
  }
  const many = await client.query("SELECT n, repeat('x', 100) AS words FROM generate_series(1, 20000) AS n")
  expect(many.rows).toHaveLength(20_000)
})

test('what was acknowledged is there after closing and opening again', async () => {
  await database.owner.query('INSERT INTO ledger VALUES (400, 1)')
  await database.close()
  database = await openEmbedded(await startEmbedded(folder))
  expect(await count(database.owner, 'client = 400')).toBe(1)
  await expect(startEmbedded(folder)).rejects.toThrow(`in use by process ${process.pid}`)
  expect(await count(database.owner, 'client = 400')).toBe(1)
})
