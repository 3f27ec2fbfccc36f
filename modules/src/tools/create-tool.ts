import type { NewTool, Tool } from '@frontdesk/contract/tools'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { checkSql } from './check-sql.ts'
import { checkTool } from './check-tool.ts'
import { pinnedAsOffered } from './pin-tool.ts'
import { insertTool } from './store.ts'

/**
 * Makes a tool. Throws Invalid for a schema, address or query that is none, Conflict when its name is taken; for a query or
 * one of an MCP server also NotFound, and Unavailable where that server is.
 */
export const createTool = async (ctx: Ctx, wanted: NewTool): Promise<Tool> => {
  ctx.must('tools.write')
  const tool = wanted.kind === 'mcp' ? await pinnedAsOffered(ctx, wanted) : wanted
  checkTool(tool)
  if (tool.kind === 'sql') await checkSql(ctx, tool)
  return audited(
    ctx,
    'tool.created',
    within => insertTool(within, tool),
    ({ id, name }) => ({ target: id, details: { name } }),
  )
}
