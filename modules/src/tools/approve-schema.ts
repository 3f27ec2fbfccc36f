import type { Tool } from '@frontdesk/contract/tools'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { checkTool } from './check-tool.ts'
import { takeOverChange } from './mcp-tool-store.ts'
import { findTool } from './store.ts'

/**
 * Agrees to what an MCP server says of a tool by now. Throws NotFound, Conflict for a change that is another one by now, Invalid for
 * a schema that no longer has a parameter which Frontdesk fills in.
 */
export const approveSchema = (ctx: Ctx, id: string, hash: string): Promise<Tool> => {
  ctx.must('tools.write')
  return audited(
    ctx,
    'tool.schema-approved',
    async within => {
      await findTool(within, id)
      await takeOverChange(within, id, hash)
      const tool = await findTool(within, id)
      checkTool(tool)
      return tool
    },
    ({ version }) => ({ target: id, details: { version, hash } }),
  )
}
