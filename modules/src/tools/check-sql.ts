import type { SqlTool } from '@frontdesk/contract/tools'
import type { Ctx } from '#context'
import { checkQuery, findDatabaseConnection } from '#databases'
import { parametersOf } from './parameter-schema.ts'

/** Throws Invalid for a query that the tool's connection does not allow, NotFound for a connection that is not there. */
export const checkSql = async (
  ctx: Ctx,
  { databaseConnectionId, query, parameters }: Pick<SqlTool, 'databaseConnectionId' | 'query' | 'parameters'>,
): Promise<void> => {
  await checkQuery(query, parametersOf(parameters), await findDatabaseConnection(ctx, databaseConnectionId))
}
