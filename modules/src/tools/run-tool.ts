import type { Ctx } from '#context'
import type { Arguments } from './http-request.ts'
import { runHttp } from './run-http.ts'
import { runMcp } from './run-mcp.ts'
import { runSql } from './run-sql.ts'
import type { CallableTool, Outcome } from './tool.ts'

/** Makes one call, however its tool works. `key` makes a repeat harmless where the other side looks at it. Never rejects but for the signal. */
export const runTool = (
  ctx: Ctx,
  tool: CallableTool,
  given: Arguments,
  key: string,
  signal?: AbortSignal,
): Promise<Outcome> => {
  switch (tool.kind) {
    case 'http':
      return runHttp(ctx, tool, given, key, signal)
    case 'sql':
      return runSql(ctx, tool, given, signal)
    case 'mcp':
      return runMcp(ctx, tool, given, key, signal)
  }
}
