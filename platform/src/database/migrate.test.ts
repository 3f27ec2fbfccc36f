import { readdir } from 'node:fs/promises'
import { freshDatabase } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import type { Database } from './port.ts'

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})

const applied = async () =>
  (await database.owner.query('SELECT migration_name, checksum, finished_at FROM _prisma_migrations ORDER BY 1')).rows
const tables = async () => {
  const { rows } = await database.owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  )
  return rows.map(row => row.name)
}
const files = async () =>
  (await readdir(new URL('./migrations/', import.meta.url))).filter(name => /^\d/.test(name)).toSorted()

test('migrating again changes nothing', async () => {
  const before = await applied()
  expect(before.map(row => row.migration_name)).toEqual(await files())
  expect(await migrate(database.owner)).toEqual([])
  expect(await applied()).toEqual(before)
})

test('a migration that was changed after it had been applied is refused by its name', async () => {
  const swap = `UPDATE _prisma_migrations SET checksum = reverse(checksum) WHERE migration_name = '0001_house'`
  await database.owner.query(swap)
  await expect(migrate(database.owner)).rejects.toThrow(/0001_house was changed .* Restore its file/)
  // The lock was given back, so that whoever mends it can go on at once.
  await expect(migrate(database.owner)).rejects.toThrow(/0001_house/)
  await database.owner.query(swap)
  expect(await migrate(database.owner)).toEqual([])
})

test('a migration that fails leaves the database as it was, says why, and is tried again', async () => {
  const [last] = (await files()).slice(-1)
  await database.owner.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [last])
  const before = await tables()
  await expect(migrate(database.owner)).rejects.toThrow(`Migration ${last} failed: `)
  expect(await tables()).toEqual(before)
  expect((await applied()).map(row => row.migration_name)).not.toContain(last)
})

test('several servers that start at once on an empty database migrate it once', async () => {
  const complete = await tables()
  await database.owner.query('DROP SCHEMA public CASCADE')
  await database.owner.query('CREATE SCHEMA public')
  // The embedded database has one session for all, which would wait for itself.
  const servers = database.kind === 'embedded' ? 1 : 4
  const results = await Promise.all(Array.from({ length: servers }, () => migrate(database.owner)))
  expect(results.flat().toSorted()).toEqual(await files())
  expect((await tables()).filter(name => name !== 'database_logins')).toEqual(
    complete.filter(name => name !== 'database_logins'),
  )
})
