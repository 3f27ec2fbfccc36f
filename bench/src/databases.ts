import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectOwner } from '@frontdesk/platform/database/postgres'

export type DatabaseKind = 'Postgres' | 'embedded'

/** Somewhere empty for a server to keep things; `remove` takes it away with all that was kept. */
export type Ground = {
  kind: DatabaseKind
  dataDirectory: string
  databaseUrl: string | undefined
  remove(): Promise<void>
}

const server = process.env.DATABASE_URL

/** Postgres is measured where DATABASE_URL names one that may make databases; BENCH_ONLY names the only one wanted. */
const all: DatabaseKind[] = server ? ['Postgres', 'embedded'] : ['embedded']
export const kinds = all.filter(kind => !process.env.BENCH_ONLY || kind === process.env.BENCH_ONLY)

export async function newGround(kind: DatabaseKind): Promise<Ground> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'frontdesk-bench-'))
  const forget = () => rm(dataDirectory, { recursive: true, force: true })
  if (kind === 'embedded' || !server) return { kind, dataDirectory, databaseUrl: undefined, remove: forget }
  const name = `bench_${randomBytes(6).toString('hex')}`
  await asOwner(server, query => query(`CREATE DATABASE ${name}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  const remove = async () => {
    await asOwner(server, query => drop(name, query))
    await forget()
  }
  return { kind, dataDirectory, databaseUrl: url.href, remove }
}

type Query = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>

const drop = async (name: string, query: Query) => {
  const { rows } = await query(
    `SELECT rolname AS role FROM pg_roles, pg_database
     WHERE datname = $1 AND rolname LIKE 'frontdesk\\_' || pg_database.oid || '\\_%'`,
    [name],
  )
  await query(`DROP DATABASE ${name} WITH (FORCE)`)
  for (const { role } of rows) await query(`DROP ROLE ${role}`)
}

const asOwner = async (url: string, fn: (query: Query) => Promise<unknown>) => {
  const owner = connectOwner(url)
  try {
    await fn((text, values) => owner.query(text, values))
  } finally {
    await owner.end()
  }
}
