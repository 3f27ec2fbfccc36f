import type {
  DatabaseConnection,
  DatabaseConnectionChange,
  NewDatabaseConnection,
} from '@frontdesk/contract/database-connections'
import type { Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { openSecret, sealSecret } from '#secrets'
import { type Page, pageOf } from '../paging.ts'
import { usualPorts } from './connection.ts'

const columns = `id, name, dialect, host, port, database, login, password, tls, certificate_authority, relations, functions,
  version, created_at, updated_at`

const passwordOf = (id: string) => ({ column: 'database_connections.password', row: id }) as const

const sealed = (ctx: Ctx, id: string, password: string) =>
  password === '' ? null : sealSecret(ctx, passwordOf(id), password)

export const insertConnection = async (ctx: Ctx, connection: NewDatabaseConnection): Promise<DatabaseConnection> => {
  const id = newId()
  const [inserted] = await ctx.sql([
    {
      text: `INSERT INTO database_connections (organization_id, id, name, dialect, host, port, database, login, password, tls,
          certificate_authority, relations, functions, created_at, updated_at)
        VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::int, $7::text, $8::text, $9::text, $10::text, $11::text,
          $12::text[], $13::text[], $14::timestamptz, $14) RETURNING ${columns}`,
      values: [
        ctx.organizationId,
        id,
        connection.name,
        connection.dialect,
        connection.host,
        connection.port ?? usualPorts[connection.dialect],
        connection.database,
        connection.user,
        await sealed(ctx, id, connection.password),
        connection.tls,
        connection.certificateAuthority,
        connection.relations,
        connection.functions,
        ctx.now(),
      ],
    },
  ])
  return shown(inserted?.rows[0])
}

export const selectConnections = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM database_connections WHERE organization_id = $1::uuid AND ($2::uuid IS NULL OR id > $2::uuid)
        ORDER BY id LIMIT $3::int`,
      values: [ctx.organizationId, after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((found?.rows ?? []).map(shown), limit, connection => [connection.id])
}

export const findConnection = async (ctx: Ctx, id: string): Promise<DatabaseConnection> => shown(await rowOf(ctx, id))

/** With its password open: for whoever speaks to the database. */
export const findWithPassword = async (ctx: Ctx, id: string) => {
  const row = await rowOf(ctx, id)
  const password = row.password === null ? '' : await openSecret(ctx, passwordOf(String(row.id)), String(row.password))
  return { ...shown(row), password }
}

export const changeConnection = async (
  ctx: Ctx,
  id: string,
  { password, ...change }: DatabaseConnectionChange,
): Promise<DatabaseConnection> => {
  const row = await rowOf(ctx, id, 'FOR UPDATE')
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const next: DatabaseConnection = { ...shown(row), ...given }
  const [changed] = await ctx.sql([
    {
      text: `UPDATE database_connections SET name = $3::text, host = $4::text, port = $5::int, database = $6::text, login = $7::text,
          tls = $8::text, certificate_authority = $9::text, relations = $10::text[], functions = $11::text[], password = $12::text,
          updated_at = $13::timestamptz, version = version + 1
        WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING ${columns}`,
      values: [
        ctx.organizationId,
        id,
        next.name,
        next.host,
        next.port,
        next.database,
        next.user,
        next.tls,
        next.certificateAuthority,
        next.relations,
        next.functions,
        password === undefined ? row.password : await sealed(ctx, String(row.id), password),
        ctx.now(),
      ],
    },
  ])
  return shown(changed?.rows[0])
}

/** Throws Conflict while a tool uses it. */
export const removeConnection = async (ctx: Ctx, id: string): Promise<void> => {
  const [used, removed] = await ctx.sql([
    {
      text: `SELECT name FROM tools WHERE organization_id = $1::uuid AND database_connection_id = $2::uuid AND deleted_at IS NULL LIMIT 3`,
      values: [ctx.organizationId, id],
    },
    {
      // Deleted tools let go of it by their foreign key.
      text: `DELETE FROM database_connections WHERE organization_id = $1::uuid AND id = $2::uuid AND NOT EXISTS (
          SELECT FROM tools WHERE organization_id = $1::uuid AND database_connection_id = $2::uuid AND deleted_at IS NULL) RETURNING id`,
      values: [ctx.organizationId, id],
    },
  ])
  const names = (used?.rows ?? []).map(row => String(row.name))
  if (names.length > 0) throw new Conflict(`It is used by ${names.join(', ')}. Delete or change these tools first.`)
  if (!removed?.rows[0]) throw new NotFound('database connection')
}

const rowOf = async (ctx: Ctx, id: string, lock = ''): Promise<Row> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM database_connections WHERE organization_id = $1::uuid AND id = $2::uuid ${lock}`,
      values: [ctx.organizationId, id],
    },
  ])
  if (!found?.rows[0]) throw new NotFound('database connection')
  return found.rows[0]
}

const shown = (row: Row | undefined): DatabaseConnection => {
  if (!row) throw new NotFound('database connection')
  return {
    id: String(row.id),
    name: String(row.name),
    dialect: row.dialect as DatabaseConnection['dialect'],
    host: String(row.host),
    port: Number(row.port),
    database: row.database as string | null,
    user: String(row.login),
    tls: row.tls as DatabaseConnection['tls'],
    certificateAuthority: row.certificate_authority as string | null,
    relations: row.relations as string[],
    functions: row.functions as string[],
    createdAt: (row.created_at as Date).toISOString(),
    updatedAt: (row.updated_at as Date).toISOString(),
  }
}
