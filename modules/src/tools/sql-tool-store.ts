import type { SqlTool } from '@frontdesk/contract/tools'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'

type Query = Pick<SqlTool, 'databaseConnectionId' | 'query' | 'maxRows'>

export const sqlColumns = 't.database_connection_id, t.query, t.max_rows'

export const keepQuery = async (
  ctx: Ctx,
  id: string,
  { databaseConnectionId, query, maxRows }: Query,
): Promise<Row> => {
  const [kept] = await ctx.sql([
    {
      text: `UPDATE tools t SET database_connection_id = $3::uuid, query = $4::text, max_rows = $5::int
        WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING ${sqlColumns}`,
      values: [ctx.organizationId, id, databaseConnectionId, query, maxRows],
    },
  ])
  return kept?.rows[0] ?? {}
}

export const sqlOf = (row: Row): Query => ({
  databaseConnectionId: String(row.database_connection_id),
  query: String(row.query),
  maxRows: Number(row.max_rows),
})
