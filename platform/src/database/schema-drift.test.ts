import { readdir, readFile } from 'node:fs/promises'
import { freshDatabase } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'
import { Prisma } from './generated/client.ts'
import type { Database } from './port.ts'

type Column = { type: string; nullable: boolean; filled: boolean }
type Table = { columns: Record<string, Column>; key: string[] }

let database: Database
let declared: Record<string, Table>
beforeAll(async () => {
  database = await freshDatabase()
  declared = await readSchema()
})

const rows = async (text: string) => (await database.owner.query<Record<string, string>>(text)).rows

/** Written by hand-made SQL, by the sign-in adapter or by the migrations alone. */
const withoutModel = [
  '_prisma_migrations',
  'audit_entries',
  'audit_heads',
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
  'custom_roles',
  'database_logins',
  'invitations',
  'mails',
  'outbox',
  'outbox_cursors',
  'security_alerts',
  'security_events',
  'session_organizations',
]

test('every table has a model, and every model a table', async () => {
  const tables = await rows(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  )
  const names = tables.map(({ name }) => String(name)).filter(name => !withoutModel.includes(name))
  expect(Object.keys(declared).toSorted()).toEqual(names.toSorted())
})

test('columns, their types, their nulls and their defaults are the same in both', async () => {
  const columns = await rows(
    `SELECT table_name, column_name, udt_name, is_nullable, column_default, is_identity FROM information_schema.columns
     WHERE table_schema = 'public'`,
  )
  const found: Record<string, Record<string, Column>> = {}
  for (const { table_name = '', column_name = '', udt_name = '', ...column } of columns) {
    const table = found[table_name] ?? {}
    table[column_name] = {
      type: udt_name,
      nullable: column.is_nullable === 'YES',
      filled: column.column_default !== null || column.is_identity === 'YES',
    }
    found[table_name] = table
  }
  for (const [table, { columns: wanted }] of Object.entries(declared)) expect(wanted, table).toEqual(found[table])
})

test('primary keys are the same in both, column by column', async () => {
  const keys = await rows(
    `SELECT conrelid::regclass::text AS "table", string_agg(attname, ',' ORDER BY place) AS columns
     FROM pg_constraint, unnest(conkey) WITH ORDINALITY AS at(number, place), pg_attribute
     WHERE contype = 'p' AND connamespace = 'public'::regnamespace AND attrelid = conrelid AND attnum = number GROUP BY 1`,
  )
  const found = Object.fromEntries(keys.map(({ table, columns }) => [table, columns]))
  for (const [table, { key }] of Object.entries(declared)) expect(key.join(), table).toBe(found[table])
})

test('the generated client was made from this schema', () => {
  const models = Object.keys(Prisma.ModelName)
  expect(models).toHaveLength(Object.keys(declared).length)
})

const types: Record<string, string> = {
  String: 'text',
  'String[]': '_text',
  'Int[]': '_int4',
  Int: 'int4',
  BigInt: 'int8',
  Float: 'float8',
  Boolean: 'bool',
  Bytes: 'bytea',
  Json: 'jsonb',
}

const readSchema = async (): Promise<Record<string, Table>> => {
  const folder = new URL('./schema/', import.meta.url)
  const files = await Promise.all((await readdir(folder)).map(name => readFile(new URL(name, folder), 'utf8')))
  const models = [...files.join('\n').matchAll(/^model (\w+) \{\n(.*?)^\}/gms)]
  const names = new Set(models.map(([, name]) => name))
  return Object.fromEntries(models.map(([, , body = '']) => tableOf(body, names)))
}

const tableOf = (body: string, models: Set<string | undefined>): [string, Table] => {
  const fields = [...body.matchAll(/^ {2}(\w+) +(\S+)(.*)$/gm)].filter(
    ([, , type = '']) => !models.has(type.replace(/[?[\]]/g, '')),
  )
  const columnOf = (field = '') => {
    const attributes = fields.find(([, name]) => name === field)?.[3]
    return /@map\("(\w+)"\)/.exec(attributes ?? '')?.[1] ?? field
  }
  const columns = fields.map(([, name, type = '', attributes = '']): [string, Column] => [
    columnOf(name),
    { type: typeOf(type, attributes), nullable: type.endsWith('?'), filled: attributes.includes('@default(') },
  ])
  const together = /^ {2}@@id\(\[(.*)\]\)/m.exec(body)?.[1]?.split(', ')
  const alone = fields.filter(([, , , attributes]) => /@id\b/.test(attributes ?? '')).map(([, name]) => name)
  const table = /^ {2}@@map\("(\w+)"\)/m.exec(body)?.[1] ?? ''
  return [table, { columns: Object.fromEntries(columns), key: (together ?? alone).map(columnOf) }]
}

const typeOf = (type: string, attributes: string) => {
  if (attributes.includes('@db.Uuid')) return 'uuid'
  if (attributes.includes('@db.Timestamptz')) return 'timestamptz'
  if (attributes.includes('@db.Json')) return 'json'
  return /^Unsupported\("(\w+)"\)/.exec(type)?.[1] ?? types[type.replace('?', '')] ?? `unknown: ${type}`
}
