import type { FoundRows } from '@frontdesk/platform/customer-databases/port'
import type { Ctx } from '#context'
import { checkQuery } from './check-query.ts'
import { findWithPassword } from './store.ts'

type Run = {
  connectionId: string
  query: string
  parameters: ReadonlySet<string>
  given: Record<string, unknown>
  mostRows: number
  timeoutMs: number
  signal?: AbortSignal
}

/**
 * Runs a query over a connection of the organization's. Throws NotFound, Invalid for a query that the connection does not
 * allow (any more), DatabaseFailure, or the signal's reason.
 */
export const runQuery = async (ctx: Ctx, run: Run): Promise<FoundRows> => {
  const connection = await findWithPassword(ctx, run.connectionId)
  const { text, names } = await checkQuery(run.query, run.parameters, connection)
  const values = names.map(name => (Object.hasOwn(run.given, name) ? run.given[name] : null))
  const { mostRows, timeoutMs, signal } = run
  return ctx.platform.customerDatabases.read(
    { ...connection, key: `${ctx.organizationId} ${connection.id}` },
    { text, values, mostRows, timeoutMs, ...(signal ? { signal } : {}) },
  )
}
