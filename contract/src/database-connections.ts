import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

export const DatabaseDialect = z.enum(['postgresql', 'mysql'])
export type DatabaseDialect = z.output<typeof DatabaseDialect>

/** `verified`: encrypted, and the server proves who it is. `encrypted`: without that proof. `off`: in the clear. */
export const DatabaseTls = z.enum(['verified', 'encrypted', 'off'])
export type DatabaseTls = z.output<typeof DatabaseTls>

/** As the database has it, case and all: `schema.table`; in MySQL, `database.table`. */
const Qualified = z
  .string()
  .max(200)
  .regex(/^[^.\s"`]+\.[^.\s"`]+$/, 'Write it with its schema: shop.orders')

const Fields = {
  name: z.string().trim().min(1).max(100),
  dialect: DatabaseDialect,
  host: z
    .string()
    .max(255)
    .regex(/^[A-Za-z0-9._:-]+$/, 'A name or an address, without a port'),
  port: z.int().min(1).max(65_535),
  /** Which one on the server. PostgreSQL needs it; for MySQL it is written before each table. */
  database: z.string().min(1).max(100).nullable(),
  user: z.string().min(1).max(100),
  /** Kept sealed and never shown again. */
  password: z.string().max(1_000),
  tls: DatabaseTls,
  /** PEM, where the server's certificate is none that everybody knows. */
  certificateAuthority: z.string().max(50_000).nullable(),
  /** The tables and views that queries may read. No others, whatever the login may do. */
  relations: z.array(Qualified).max(500),
  /** Functions that queries may call beside the usual ones: `schema.function`. */
  functions: z.array(Qualified).max(100),
}

export const NewDatabaseConnection = z.strictObject({
  ...Fields,
  port: Fields.port.optional(),
  database: Fields.database.default(null),
  password: Fields.password.default(''),
  tls: Fields.tls.default('verified'),
  certificateAuthority: Fields.certificateAuthority.default(null),
  relations: Fields.relations.default([]),
  functions: Fields.functions.default([]),
})
export type NewDatabaseConnection = z.output<typeof NewDatabaseConnection>

export const DatabaseConnectionChange = z.strictObject(Fields).omit({ dialect: true }).partial()
export type DatabaseConnectionChange = z.output<typeof DatabaseConnectionChange>

export const DatabaseConnection = z
  .object({ id: Id, ...Fields })
  .omit({ password: true })
  .extend({ createdAt: Moment, updatedAt: Moment })
export type DatabaseConnection = z.output<typeof DatabaseConnection>

export const listDatabaseConnections = endpoint('GET /database-connections', {
  summary: 'The connections to databases of your own, oldest first.',
  permission: 'tools.read',
  query: PageQuery,
  reply: paged(DatabaseConnection),
})
export const createDatabaseConnection = endpoint('POST /database-connections', {
  summary: 'Connects a PostgreSQL or MySQL database, of which tools may read the tables that you list.',
  permission: 'database-connections.manage',
  body: NewDatabaseConnection,
  reply: DatabaseConnection,
  status: 201,
  idempotent: true,
})
export const readDatabaseConnection = endpoint('GET /database-connections/:databaseConnectionId', {
  summary: 'One connection.',
  permission: 'tools.read',
  reply: DatabaseConnection,
  errors: ['not-found'],
})
export const updateDatabaseConnection = endpoint('PATCH /database-connections/:databaseConnectionId', {
  summary: 'Changes the fields that are given; each takes effect with the next query.',
  permission: 'database-connections.manage',
  body: DatabaseConnectionChange,
  reply: DatabaseConnection,
  errors: ['not-found'],
})
export const deleteDatabaseConnection = endpoint('DELETE /database-connections/:databaseConnectionId', {
  summary: 'Deletes a connection that no tool uses any more.',
  permission: 'database-connections.manage',
  status: 204,
  errors: ['not-found', 'conflict'],
})
export const tryDatabaseConnection = endpoint('POST /database-connections/:databaseConnectionId/try', {
  summary: 'Connects once, looks for the listed tables, and says how it went.',
  permission: 'database-connections.manage',
  reply: z.object({ works: z.boolean(), said: z.string(), durationMs: z.number() }),
  errors: ['not-found'],
})
