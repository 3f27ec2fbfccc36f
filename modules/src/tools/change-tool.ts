import type { Tool, ToolChange } from '@frontdesk/contract/tools'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { checkSql } from './check-sql.ts'
import { checkTool } from './check-tool.ts'
import { replaceTool } from './store.ts'

/** Changes what is given of a tool. Throws as createTool does, and NotFound. */
export const changeTool = (ctx: Ctx, id: string, change: ToolChange): Promise<Tool> => {
  ctx.must('tools.write')
  checkTool(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)))
  return audited(
    ctx,
    'tool.updated',
    async within => {
      const tool = await replaceTool(within, id, change)
      if (tool.kind === 'sql') await checkSql(within, tool)
      return tool
    },
    ({ version }) => ({ target: id, details: { version, changed: Object.keys(change) } }),
  )
}
