import { DatabaseFailure } from '@frontdesk/platform/customer-databases/port'
import type { Ctx } from '#context'
import { runQuery } from '#databases'
import { Invalid, NotFound } from '#errors'
import type { Arguments } from './http-request.ts'
import { parametersOf } from './parameter-schema.ts'
import type { CallableSql, Outcome } from './tool.ts'

/** Asks the database once; what it finds are rows. Never rejects but for the signal. */
export const runSql = async (
  ctx: Ctx,
  { databaseConnectionId, query, maxRows, parameters, timeoutMs }: CallableSql,
  given: Arguments,
  signal?: AbortSignal,
): Promise<Outcome> => {
  try {
    const result = await runQuery(ctx, {
      connectionId: databaseConnectionId,
      query,
      parameters: parametersOf(parameters),
      given,
      mostRows: maxRows,
      timeoutMs,
      ...(signal ? { signal } : {}),
    })
    return { state: 'succeeded', result, status: null }
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof DatabaseFailure || error instanceof Invalid || error instanceof NotFound)) throw error
    return { state: 'failed', result: { error: error.message }, status: null }
  }
}
