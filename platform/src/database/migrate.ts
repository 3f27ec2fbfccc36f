import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Pool, PoolClient } from 'pg'

const folder = new URL('./migrations/', import.meta.url)
// Any constant will do, as long as every server uses the same one.
const lockId = 7_221_114_098

type Migration = { name: string; sql: string; checksum: string }

/**
 * Applies the migrations that are missing, in order, each in its own transaction, one server at a time; again is a
 * no-op. Keeps Prisma's own table, so `prisma migrate deploy` can go on from here. Throws when a migration that was
 * applied has been changed since, or when one fails; then the database is as the one before left it.
 */
export const migrate = async (pool: Pool): Promise<string[]> => {
  const migrations = await readMigrations()
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockId])
    await client.query(bookkeeping)
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    )
    const applied = new Map(rows.map(row => [row.migration_name, row.checksum]))
    const missing = migrations.filter(migration => isMissing(migration, applied))
    for (const migration of missing) await apply(client, migration)
    return missing.map(migration => migration.name)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lockId]).catch(() => {})
    client.release()
  }
}

const readMigrations = async (): Promise<Migration[]> => {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
  return Promise.all(
    names.sort().map(async name => {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

const isMissing = ({ name, checksum }: Migration, applied: Map<string, string>) => {
  const known = applied.get(name)
  if (known !== undefined && known !== checksum)
    throw new Error(
      `Migration ${name} was changed after it had been applied. Restore its file and add a new migration instead.`,
    )
  return known === undefined
}

const apply = async (client: PoolClient, { name, sql, checksum }: Migration) => {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`
