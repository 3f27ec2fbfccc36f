import type { ToolOutcome } from '@frontdesk/contract/tools'
import { newId } from '@frontdesk/platform/ids'
import { record } from '#audit'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { faultOf } from './parameter-schema.ts'
import { runTool } from './run-tool.ts'
import { findCallable } from './store.ts'

/** Runs a tool once, for real; bound parameters are given like all others. Throws Invalid for arguments that do not fit. */
export const tryTool = async (ctx: Ctx, id: string, given: Record<string, unknown>): Promise<ToolOutcome> => {
  ctx.must('tools.write')
  const tool = await findCallable(ctx, id)
  const fault = faultOf(tool.parameters, given)
  if (fault) throw new Invalid(`The arguments do not fit: ${fault}.`, [{ pointer: '/arguments', message: fault }])
  await record(ctx, 'tool.tried', { target: id })
  const from = performance.now()
  const outcome = await runTool(ctx, tool, given, newId())
  return { ...outcome, durationMs: Math.round(performance.now() - from) }
}
