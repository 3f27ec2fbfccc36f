import type { NewTool, Tool } from '@frontdesk/contract/tools'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { checkTool } from './check-tool.ts'
import { pinnedAsOffered } from './pin-tool.ts'
import { insertTool } from './store.ts'

/**
 * Makes a tool. Throws Invalid for a schema or address that is none, Conflict when its name is taken; for one of an MCP server
 * also NotFound and Unavailable.
 */
export const createTool = async (ctx: Ctx, wanted: NewTool): Promise<Tool> => {
  ctx.must('tools.write')
  const tool = wanted.kind === 'mcp' ? await pinnedAsOffered(ctx, wanted) : wanted
  checkTool(tool)
  return audited(
    ctx,
    'tool.created',
    within => insertTool(within, tool),
    ({ id, name }) => ({ target: id, details: { name } }),
  )
}
