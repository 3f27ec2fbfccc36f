import { freshDatabase } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'
import type { Database } from './port.ts'

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})

const rows = async (text: string) => (await database.owner.query<Record<string, unknown>>(text)).rows

const tenantTables = `SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
  WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`

/** Tables that no organization owns: people's accounts, and the books of the installation itself. */
const ownedByNobody = [
  '_prisma_migrations',
  'auth_accounts',
  'auth_ended_sessions',
  'auth_factors',
  'auth_links',
  'auth_passkeys',
  'auth_recovery_codes',
  'auth_session_factors',
  'auth_sessions',
  'auth_supabase_people',
  'auth_supabase_sessions',
  'auth_used_challenges',
  'auth_users',
  'auth_verifications',
  'database_logins',
  'outbox_cursors',
  'session_organizations',
]

test('every table either carries an organization or is known not to', async () => {
  const others = await rows(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
     AND oid NOT IN (SELECT oid FROM (${tenantTables}) AS tenant)`,
  )
  for (const { name } of others) expect(ownedByNobody).toContain(name)
})

test('every table with an organization has its wall up, for its owner as well', async () => {
  expect(await rows(`${tenantTables} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`)).toEqual([])
  expect((await rows(tenantTables)).length).toBeGreaterThan(10)
})

test('every wall has one policy for tenants, on all commands, for reading and for writing, and none for everybody', async () => {
  const policies = await rows(
    `SELECT t.relname AS "table", count(*) FILTER (WHERE p.polroles = ARRAY['app_tenant'::regrole::oid] AND p.polcmd = '*'
        AND pg_get_expr(p.polqual, p.polrelid) LIKE '%organization_id = ( SELECT (NULLIF(current_setting(''app.organization_id''%'
        AND pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid))::int AS good,
      count(*) FILTER (WHERE 'app_tenant'::regrole::oid = ANY(p.polroles) OR 0 = ANY(p.polroles))::int AS "all"
     FROM (${tenantTables}) AS t LEFT JOIN pg_policy p ON p.polrelid = t.oid GROUP BY t.relname`,
  )
  for (const policy of policies) expect(policy).toEqual({ table: policy.table, good: 1, all: 1 })
})

test('every key of a tenant’s table begins with the organization', async () => {
  const keys = await rows(
    `SELECT t.relname AS "table", i.relname AS key,
       (SELECT attname FROM pg_attribute WHERE attrelid = t.oid AND attnum = x.indkey[0]) AS first
     FROM (${tenantTables}) AS t JOIN pg_index x ON x.indrelid = t.oid AND x.indisunique JOIN pg_class i ON i.oid = x.indexrelid`,
  )
  const others = keys.filter(({ first }) => first !== 'organization_id').map(({ key }) => key)
  // The outbox is read across organizations in the order of commits, and its ids are the database's own. A key is looked
  // up before its organization is known; its id is random and never chosen by a caller.
  expect(others.toSorted()).toEqual(['api_keys_id', 'outbox_pkey'])
})

test('every reference between tenants’ tables carries the organization along', async () => {
  const loose = await rows(
    `SELECT conname FROM pg_constraint JOIN (${tenantTables}) AS t ON t.oid = conrelid WHERE contype = 'f'
     AND NOT (SELECT attnum FROM pg_attribute WHERE attrelid = t.oid AND attname = 'organization_id') = ANY(conkey)`,
  )
  expect(loose).toEqual([])
})

test('the roles of the application own nothing, see nothing past a wall, and cannot become each other', async () => {
  const ours = `(rolname LIKE 'app\\_%' OR rolname LIKE 'frontdesk\\_' || (SELECT oid FROM pg_database WHERE datname = current_database()) || '\\_%')`
  expect(
    await rows(
      `SELECT rolname FROM pg_roles WHERE ${ours} AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
    ),
  ).toEqual([])
  expect(await rows(`SELECT relname FROM pg_class JOIN pg_roles r ON r.oid = relowner WHERE ${ours}`)).toEqual([])
  const memberships = await rows(
    `SELECT m.rolname AS login, g.rolname AS role FROM pg_auth_members JOIN pg_roles m ON m.oid = member
     JOIN pg_roles g ON g.oid = roleid WHERE m.rolname LIKE 'frontdesk\\_' || (SELECT oid FROM pg_database WHERE datname = current_database()) || '\\_%'`,
  )
  for (const { login, role } of memberships) expect(String(role)).toBe(`app_${String(login).split('_').at(-1)}`)
  expect(memberships).toHaveLength(database.kind === 'postgres' ? 3 : 0)
})

test('the passwords of the logins are the owner’s alone', async () => {
  if (database.kind === 'embedded') return
  const text = 'SELECT password FROM database_logins'
  for (const pool of Object.values(database.pools))
    await expect(pool.query(text)).rejects.toMatchObject({ code: '42501' })
})

test('no view looks past a wall, and no function runs with more rights than its caller', async () => {
  expect(
    await rows(`SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace`),
  ).toEqual([])
  expect(await rows(`SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace`)).toEqual(
    [],
  )
})
