import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestDatabase } from '@frontdesk/testing/database'
import { expect, onTestFinished, test } from 'vitest'
import { lockDataDirectory } from './data-lock.ts'
import { databaseSuite } from './database.suite.ts'
import { openEmbedded } from './pglite.ts'
import { startEmbedded } from './pglite-start.ts'
import { checkPostgres, connectOwner } from './postgres.ts'

databaseSuite(process.env.DATABASE_URL ? 'Postgres' : 'embedded', openTestDatabase)

test('a data directory in use is refused, and its owner named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-database-'))
  const unlock = await lockDataDirectory(folder)
  onTestFinished(async () => {
    await unlock()
    await rm(folder, { recursive: true })
  })
  await expect(startEmbedded(folder).then(openEmbedded)).rejects.toThrow(`in use by process ${process.pid}`)
})

test('a Postgres that cannot be reached is an error, not a wait', async () => {
  const owner = connectOwner('postgres://nobody@127.0.0.1:1/none')
  onTestFinished(() => owner.end())
  await expect(checkPostgres(owner)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
