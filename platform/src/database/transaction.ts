import type { PoolClient } from 'pg'
import { type Row, runBatch, type Statement, type StatementResult, TaintedConnection } from './batch.ts'
import type { Prisma } from './generated/client.ts'
import type { Database, DatabaseRole } from './port.ts'

export type { Row, Statement, StatementResult } from './batch.ts'
export type TenantTx = Prisma.TransactionClient

/**
 * One organization's door for ordinary reads and writes: an interactive transaction in which only its rows exist.
 * Await nothing but the database inside. Throws what `fn` throws, after rolling back.
 */
export const withTenant = <T>(
  database: Database,
  organizationId: string,
  fn: (tx: TenantTx) => Promise<T>,
): Promise<T> =>
  database.prisma.$transaction(
    async tx => {
      if (database.kind === 'embedded')
        await tx.$queryRaw`SELECT set_config('role', 'app_tenant', true), set_config('app.organization_id', ${organizationId}, true)`
      else await tx.$queryRaw`SELECT set_config('app.organization_id', ${organizationId}, true)`
      return fn(tx)
    },
    { maxWait: 10_000, timeout: 15_000 },
  )

/** The same door for hand-written SQL: the statements run in one round trip and commit together. */
export const tenantSql = (database: Database, organizationId: string, statements: readonly Statement[]) =>
  inOneTrip(database, 'tenant', statements, organizationId)

/** Work across organizations, for sweepers: leases, chunks of answers, the outbox, unfinished documents. */
export const systemSql = (database: Database, statements: readonly Statement[]) =>
  inOneTrip(database, 'system', statements)

/** Look-ups before the organization is known: sessions' memberships, API keys, the first organization. */
export const authSql = (database: Database, statements: readonly Statement[]) => inOneTrip(database, 'auth', statements)

const inOneTrip = async (
  database: Database,
  role: DatabaseRole,
  statements: readonly Statement[],
  organizationId = '',
): Promise<StatementResult[]> => {
  const embedded = database.kind === 'embedded'
  const settings = embedded
    ? [embeddedSettings(role, organizationId)]
    : organizationId
      ? [settingsOf(organizationId)]
      : []
  const client = await database.pools[role].connect()
  let broken: Error | undefined
  try {
    const results = await runBatch(client, [...settings, ...statements])
    return results.slice(settings.length)
  } catch (error) {
    if (error instanceof TaintedConnection || isConnectionLoss(error)) broken = error as Error
    throw error instanceof TaintedConnection ? error.cause : error
  } finally {
    release(client, broken)
  }
}

const settingsOf = (organizationId: string): Statement => ({
  name: 'settings',
  text: `SELECT set_config('app.organization_id', $1, true)`,
  values: [organizationId],
})

/** The embedded database is one superuser session for all, so the role is put on for each transaction. */
const embeddedSettings = (role: DatabaseRole, organizationId: string): Statement => ({
  name: 'settings',
  text: `SELECT set_config('role', $1, true), set_config('app.organization_id', $2, true)`,
  values: [`app_${role}`, organizationId],
})

/** Database errors carry a five-letter SQLSTATE; whatever else fails is the connection. */
const isConnectionLoss = (error: unknown) =>
  !(error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code))

const release = (client: PoolClient, broken: Error | undefined) => client.release(broken)

export const firstRow = (results: StatementResult[], index = 0): Row | undefined => results[index]?.rows[0]
