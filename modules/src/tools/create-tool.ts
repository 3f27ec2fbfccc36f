import type { NewTool, Tool } from '@frontdesk/contract/tools'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { checkSql } from './check-sql.ts'
import { checkTool } from './check-tool.ts'
import { insertTool } from './store.ts'

/**
 * Makes a tool. Throws Invalid for a schema, address or query that is none, Conflict when its name is taken; for a query
 * also NotFound.
 */
export const createTool = async (ctx: Ctx, tool: NewTool): Promise<Tool> => {
  ctx.must('tools.write')
  checkTool(tool)
  if (tool.kind === 'sql') await checkSql(ctx, tool)
  return audited(
    ctx,
    'tool.created',
    within => insertTool(within, tool),
    ({ id, name }) => ({ target: id, details: { name } }),
  )
}
