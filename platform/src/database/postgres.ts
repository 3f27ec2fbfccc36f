import { randomBytes } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from './generated/client.ts'
import { openPool } from './pool.ts'
import type { Database, DatabaseRole } from './port.ts'

const roles: DatabaseRole[] = ['tenant', 'system', 'auth']

/**
 * A Postgres of version 15 or newer with pgvector, reached by its owner's URL. Tenants, sweepers and sign-in each get
 * a login of their own that owns nothing and cannot become another. Call `openLogins` after migrating.
 */
export const connectOwner = (databaseUrl: string): pg.Pool => {
  return openPool({ connectionString: databaseUrl, max: 5, keepAlive: true, connectionTimeoutMillis: 10_000 })
}

/** Throws a sentence for the operator when the server is too old, lacks pgvector, or cannot be reached. */
export const checkPostgres = async (owner: pg.Pool) => {
  const { rows } = await owner.query<{ version: string; vector: boolean }>(
    `SELECT current_setting('server_version_num') AS version,
            EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS vector`,
  )
  if (Number(rows[0]?.version) < 150_000)
    throw new Error('DATABASE_URL names a Postgres older than 15; Frontdesk needs 15 or newer.')
  if (!rows[0]?.vector)
    throw new Error(
      'The Postgres of DATABASE_URL lacks the extension pgvector. Install it on the database server (Debian: postgresql-17-pgvector).',
    )
}

export const openLogins = async (databaseUrl: string, owner: pg.Pool): Promise<Database> => {
  const logins = await ensureLogins(owner)
  const pool = (role: DatabaseRole, max: number) => {
    const url = new URL(databaseUrl)
    const { user, password } = logins[role]
    url.username = user
    url.password = password
    return openPool({
      connectionString: url.href,
      max,
      keepAlive: true,
      idleTimeoutMillis: 60_000,
      connectionTimeoutMillis: 10_000,
      query_timeout: 30_000,
      statement_timeout: 25_000,
      idle_in_transaction_session_timeout: 15_000,
    })
  }
  const pools = { tenant: pool('tenant', 16), system: pool('system', 3), auth: pool('auth', 4) }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pools.tenant) })
  return {
    kind: 'postgres',
    pools,
    owner,
    prisma,
    patiently: work => work(),
    close: async () => {
      await prisma.$disconnect()
      await Promise.all([...Object.values(pools), owner].map(each => each.end()))
    },
  }
}

type Login = { user: string; password: string }

/** Logins are made once per database, and their passwords kept where only the owner can read them. */
const ensureLogins = async (owner: pg.Pool): Promise<Record<DatabaseRole, Login>> => {
  const client = await owner.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(7221114099)')
    await client.query(
      'CREATE TABLE IF NOT EXISTS database_logins (role text PRIMARY KEY, login text NOT NULL, password text NOT NULL)',
    )
    const entries = []
    for (const role of roles) entries.push([role, await ensureLogin(client, role)] as const)
    await client.query('COMMIT')
    return Object.fromEntries(entries) as Record<DatabaseRole, Login>
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

const ensureLogin = async (client: pg.PoolClient, role: DatabaseRole): Promise<Login> => {
  const known = await client.query<{ login: string; password: string }>(
    'SELECT login, password FROM database_logins WHERE role = $1',
    [role],
  )
  const { rows } = await client.query<{ oid: string }>('SELECT oid FROM pg_database WHERE datname = current_database()')
  const user = `frontdesk_${rows[0]?.oid}_${role}`
  const password = known.rows[0]?.password ?? randomBytes(24).toString('hex')
  const exists = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [user])
  // Names are made of digits and our own words, and the password is hexadecimal, so nothing here needs quoting.
  if (exists.rowCount === 0) await client.query(`CREATE ROLE ${user} LOGIN NOBYPASSRLS IN ROLE app_${role}`)
  if (exists.rowCount === 0 || known.rowCount === 0) await client.query(`ALTER ROLE ${user} PASSWORD '${password}'`)
  await client.query(
    'INSERT INTO database_logins VALUES ($1, $2, $3) ON CONFLICT (role) DO UPDATE SET login = $2, password = $3',
    [role, user, password],
  )
  return { user, password }
}
