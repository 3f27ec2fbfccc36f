import { randomBytes } from 'node:crypto'
import { migrate } from '@frontdesk/platform/database/migrate'
import { openDatabase } from '@frontdesk/platform/database/open'
import type { Database } from '@frontdesk/platform/database/port'
import { connectOwner } from '@frontdesk/platform/database/postgres'
import { thisRun } from './run.ts'

// Any constant will do; it keeps two test files from building the template at once.
const templateLock = 7_221_114_100

/** A database of its own on this server, copied from a migrated template; closing it drops it and its logins. */
export const openPostgresCopy = async (serverUrl: string, version: string): Promise<Database> => {
  const name = `${copiesOf(thisRun())}${randomBytes(6).toString('hex')}`
  await asOwner(serverUrl, async query => {
    await query('SELECT pg_advisory_lock($1)', [templateLock])
    const template = await ensureTemplate(serverUrl, version, query)
    await query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const database = await openDatabase({ databaseUrl: named(serverUrl, name), dataDir: '' })
  return {
    ...database,
    close: async () => {
      await database.close()
      await asOwner(serverUrl, query => drop(name, query))
    },
  }
}

/** Drops what a run left open. */
export const dropCopies = (serverUrl: string, run: string): Promise<void> =>
  asOwner(serverUrl, async query => {
    const { rows } = await query('SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)', [
      copiesOf(run),
    ])
    for (const { name } of rows) await drop(String(name), query)
  })

const copiesOf = (run: string) => `frontdesk_test_${run}_`

type Query = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>

const ensureTemplate = async (serverUrl: string, version: string, query: Query) => {
  const template = `frontdesk_template_${version}`
  const { rows } = await query('SELECT FROM pg_database WHERE datname = $1', [template])
  if (rows.length > 0) return template
  const building = `${template}_building`
  await query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`)
  await query(`CREATE DATABASE ${building}`)
  const owner = connectOwner(named(serverUrl, building))
  try {
    await migrate(owner)
  } finally {
    await owner.end()
  }
  await query(`ALTER DATABASE ${building} RENAME TO ${template}`)
  return template
}

const drop = async (name: string, query: Query) => {
  const { rows } = await query(
    `SELECT rolname AS role FROM pg_roles, pg_database
     WHERE datname = $1 AND rolname LIKE 'frontdesk\\_' || pg_database.oid || '\\_%'`,
    [name],
  )
  await query(`DROP DATABASE ${name} WITH (FORCE)`)
  for (const { role } of rows) await query(`DROP ROLE ${role}`)
}

/** One connection for all statements, so that a lock lasts until the end. */
const asOwner = async (url: string, fn: (query: Query) => Promise<void>) => {
  const owner = connectOwner(url)
  const client = await owner.connect()
  try {
    await fn((text, values) => client.query(text, values))
  } finally {
    client.release(true)
    await owner.end()
  }
}

const named = (serverUrl: string, database: string) => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
