import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openEmbedded } from './pglite.ts'
import { startEmbedded } from './pglite-start.ts'

const endless = 'WITH RECURSIVE t AS (SELECT 1 UNION ALL SELECT 1 FROM t) SELECT count(*) FROM t'

const openOne = async (stuckAfterMs: number) => {
  const directory = await mkdtemp(join(tmpdir(), 'frontdesk-'))
  const database = await openEmbedded(await startEmbedded(directory, stuckAfterMs))
  onTestFinished(async () => {
    await database.close()
    await rm(directory, { recursive: true, force: true })
  })
  await database.owner.query('CREATE TABLE rows (id integer)')
  return database
}

test('a query without end is ended, the database answers again, and what was acknowledged is there', async () => {
  const { owner } = await openOne(2_000)
  await owner.query('INSERT INTO rows SELECT generate_series(1, 100)')
  const runaway = owner.query(endless).catch((error: Error) => error)
  const behind = owner.query('INSERT INTO rows VALUES (101)').catch((error: Error) => error)
  expect(await runaway).toBeInstanceOf(Error)
  expect(await behind).toBeInstanceOf(Error)
  await vi.waitFor(
    async () => expect((await owner.query('SELECT count(*)::int AS count FROM rows')).rows).toEqual([{ count: 100 }]),
    { timeout: 15_000, interval: 200 },
  )
}, 40_000)

test('work that is known to take long is let be', async () => {
  const { owner, patiently } = await openOne(1_000)
  const slow = 'SELECT count(*)::text AS count FROM generate_series(1, 3000) a, generate_series(1, 3000) b'
  const { rows } = await patiently(() => owner.query(slow))
  expect(rows).toEqual([{ count: '9000000' }])
}, 40_000)

test('whoever opens a transaction and falls silent holds up the others for a while, not for ever', async () => {
  const { owner } = await openOne(60_000)
  const silent = await owner.connect()
  silent.on('error', () => {})
  await silent.query('BEGIN')
  await silent.query('INSERT INTO rows VALUES (1)')
  await sleep(50)
  expect((await owner.query('SELECT count(*)::int AS count FROM rows')).rows).toEqual([{ count: 0 }])
  silent.release(true)
}, 40_000)
