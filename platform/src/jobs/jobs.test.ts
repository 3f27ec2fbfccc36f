import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from '../database/pglite.ts'
import { startEmbedded } from '../database/pglite-start.ts'
import { silentLog } from '../log.ts'
import { createInlineJobs } from './inline.ts'
import { jobsSuite } from './jobs.suite.ts'
import { createPgBossJobs, type Queryable } from './pg-boss.ts'

jobsSuite('inline', async () => {
  const jobs = createInlineJobs(silentLog)
  onTestFinished(() => jobs.stop())
  return jobs
})

test('inline: a job for later waits until the test lets the time come', async () => {
  const jobs = createInlineJobs(silentLog)
  const done: unknown[] = []
  await jobs.start()
  await jobs.work('reminders', async payload => void done.push(payload))
  await jobs.send('reminders', { to: 'Vera' }, { startAfterSeconds: 3_600 })
  await jobs.idle()
  expect(done).toEqual([])
  jobs.elapse()
  await jobs.idle()
  expect(done).toEqual([{ to: 'Vera' }])
})

const embeddedDirectory = mkdtempSync(join(tmpdir(), 'frontdesk-jobs-'))

describe.each(servers())('on $name', ({ connect }) => {
  let database: { pool: Queryable; close: () => Promise<void> }
  const schema = `pgboss_test_${randomUUID().slice(0, 8)}`
  beforeAll(async () => {
    database = await connect()
  }, 30_000)
  afterAll(async () => {
    await database.pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
    await database.close()
  })

  const open = async () => {
    const jobs = createPgBossJobs({ database: database.pool, log: silentLog, schema, pollEveryMs: 200 })
    onTestFinished(() => jobs.stop())
    return jobs
  }

  jobsSuite('pg-boss', open)

  test('pg-boss: a job that one process sends is done by another, not before its time', async () => {
    const [here, there] = [await open(), await open()]
    await Promise.all([here.start(), there.start()])
    const done: number[] = []
    await there.work('later', async () => void done.push(Date.now()))
    const sent = Date.now()
    await here.send('later', {}, { startAfterSeconds: 1 })
    await expect.poll(() => done, { timeout: 5_000 }).toHaveLength(1)
    expect(done[0]).toBeGreaterThanOrEqual(sent + 900)
  })

  test('pg-boss: a cron line named by several processes is kept once', async () => {
    for (const jobs of [await open(), await open()]) {
      await jobs.start()
      await jobs.schedule('nightly', '0 3 * * *')
    }
    const { rows } = await database.pool.query(`SELECT cron FROM ${schema}.schedule WHERE name = 'nightly'`)
    expect(rows).toEqual([{ cron: '0 3 * * *' }])
  })
})

function servers() {
  const url = process.env.DATABASE_URL
  const embedded = {
    name: 'the embedded database',
    connect: async () => {
      const { owner, close } = await openEmbedded(await startEmbedded(embeddedDirectory))
      return { pool: owner, close: async () => close().then(() => rmSync(embeddedDirectory, { recursive: true })) }
    },
  }
  const postgres = {
    name: 'Postgres',
    connect: async () => {
      const pool = new Pool({ connectionString: url, max: 4 })
      return { pool, close: () => pool.end() }
    },
  }
  return url ? [embedded, postgres] : [embedded]
}
