import { freshDatabase } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'
import type { Database } from './port.ts'

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})

const rows = async (text: string) => (await database.owner.query<Record<string, unknown>>(text)).rows

const ours = `(rolname LIKE 'app\\_%' OR rolname LIKE 'frontdesk\\_' || (SELECT oid FROM pg_database WHERE datname = current_database()) || '\\_%')`

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

const outside = `nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_t%'`

/** What must not be in the catalogue: who breaks a rule, by name, and who may, with the reason. */
const rules: { rule: string; broken: string; may?: string[] }[] = [
  {
    rule: 'every table with an organization has its wall up, for its owner as well',
    broken: `SELECT relname AS name FROM (${tenantTables}) AS t WHERE NOT (relrowsecurity AND relforcerowsecurity)`,
  },
  {
    rule: 'every wall has one policy for tenants, on all commands, for reading and for writing, and none for everybody',
    broken: `SELECT t.relname AS name FROM (${tenantTables}) AS t LEFT JOIN pg_policy p ON p.polrelid = t.oid GROUP BY t.relname
      HAVING count(*) FILTER (WHERE p.polroles = ARRAY['app_tenant'::regrole::oid] AND p.polcmd = '*' AND p.polpermissive
          AND pg_get_expr(p.polqual, p.polrelid) LIKE '%organization_id = ( SELECT (NULLIF(current_setting(''app.organization_id''%'
          AND pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid)) <> 1
        OR count(*) FILTER (WHERE 'app_tenant'::regrole::oid = ANY(p.polroles) OR 0 = ANY(p.polroles)) <> 1`,
  },
  {
    rule: 'every key of a tenant’s table begins with the organization',
    broken: `SELECT i.relname AS name FROM (${tenantTables}) AS t JOIN pg_index x ON x.indrelid = t.oid AND x.indisunique
      JOIN pg_class i ON i.oid = x.indexrelid
      WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = t.oid AND attnum = x.indkey[0] AND attname = 'organization_id')`,
    // The outbox is read across organizations in the order of commits, and its ids are the database's own. A key is looked
    // up before its organization is known; its id is random and never chosen by a caller.
    may: ['api_keys_id', 'outbox_pkey'],
  },
  {
    rule: 'every tenant’s table has an index that begins with the organization',
    broken: `SELECT relname AS name FROM (${tenantTables}) AS t WHERE NOT EXISTS (
      SELECT FROM pg_index x JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0] AND a.attname = 'organization_id'
      WHERE x.indrelid = t.oid AND x.indisvalid AND x.indpred IS NULL)`,
    // Tenants only write to it.
    may: ['outbox'],
  },
  {
    rule: 'every reference between tenants’ tables carries the organization along, to the organization there',
    broken: `SELECT conname AS name FROM pg_constraint c JOIN (${tenantTables}) AS t ON t.oid = c.conrelid
      WHERE contype = 'f' AND NOT EXISTS (SELECT FROM unnest(c.conkey, c.confkey) AS k(here, there)
        JOIN pg_attribute h ON h.attrelid = c.conrelid AND h.attnum = k.here AND h.attname = 'organization_id'
        JOIN pg_attribute o ON o.attrelid = c.confrelid AND o.attnum = k.there AND o.attname = 'organization_id')`,
  },
  {
    rule: 'nobody is given more of a table than reading and writing its rows; emptying and referring to it look past walls',
    broken: `SELECT relname AS name FROM (${tenantTables}) AS t JOIN pg_roles ON ${ours}
      WHERE has_table_privilege(rolname, t.oid, 'TRUNCATE') OR has_table_privilege(rolname, t.oid, 'REFERENCES')
        OR has_table_privilege(rolname, t.oid, 'TRIGGER')`,
  },
  {
    rule: 'nothing is for everybody',
    broken: `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace, aclexplode(relacl)
      WHERE grantee = 0 AND relkind IN ('r', 'p', 'v', 'm', 'S') AND ${outside}`,
  },
  {
    rule: 'the roles of the application see nothing past a wall, and make no roles and databases',
    broken: `SELECT rolname AS name FROM pg_roles
      WHERE ${ours} AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
  },
  {
    rule: 'the roles of the application own nothing',
    broken: `SELECT rolname AS name FROM pg_roles r WHERE ${ours} AND (EXISTS (SELECT FROM pg_class WHERE relowner = r.oid)
      OR EXISTS (SELECT FROM pg_proc WHERE proowner = r.oid) OR EXISTS (SELECT FROM pg_namespace WHERE nspowner = r.oid)
      OR EXISTS (SELECT FROM pg_database WHERE datdba = r.oid))`,
  },
  {
    rule: 'no view looks past a wall, and none keeps rows of its own',
    broken: `SELECT relname AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE ${outside} AND (relkind = 'm'
      OR (relkind = 'v' AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)))`,
  },
  {
    rule: 'no function runs with more rights than its caller',
    broken: `SELECT proname AS name FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE prosecdef AND ${outside}`,
  },
]
const namesOf = (found: Record<string, unknown>[]) => [...new Set(found.map(({ name }) => String(name)))].toSorted()

test('there is something to look at', async () => {
  expect((await rows(tenantTables)).length).toBeGreaterThan(10)
})

test.each(rules)('$rule', async ({ broken, may = [] }) => {
  expect(namesOf(await rows(broken))).toEqual(may)
})

test('a table, a view, a function and a role that break every rule are found by every rule', async () => {
  const client = await database.owner.connect()
  try {
    // Never committed: roles are everybody's who uses this server.
    await client.query('BEGIN')
    for (const statement of looseThings) await client.query(statement)
    for (const { rule, broken } of rules)
      expect(namesOf((await client.query(broken)).rows).join(), rule).toMatch(/loose/)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

const looseThings = [
  'CREATE TABLE loose_parents (id uuid PRIMARY KEY, organization_id uuid)',
  'CREATE TABLE loose (id uuid PRIMARY KEY, organization_id uuid, parent uuid REFERENCES loose_parents)',
  'CREATE POLICY everybody ON loose USING (true)',
  'GRANT TRUNCATE ON loose TO app_tenant',
  'GRANT SELECT ON loose TO PUBLIC',
  'CREATE VIEW loose_view AS SELECT * FROM messages',
  `CREATE FUNCTION loose_function() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`,
  'CREATE ROLE app_loose CREATEROLE',
  'CREATE SCHEMA loose_schema AUTHORIZATION app_loose',
]

test('no login of the application can become another', async () => {
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
