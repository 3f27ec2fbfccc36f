import type { Ctx } from '#context'
import { resultOf } from './result.ts'
import { inSession } from './sessions.ts'

type RemoteCall = {
  tool: string
  arguments: Record<string, unknown>
  /** Makes a repeat harmless where the server looks at it. */
  key: string
  timeoutMs: number
  signal?: AbortSignal | undefined
}

type RemoteResult = { isError: boolean; result: unknown }

/** Calls a tool at its server. When the signal ends it, the server is told. Throws McpFailure, NotFound, or the signal's reason. */
export const callRemote = (ctx: Ctx, serverId: string, call: RemoteCall): Promise<RemoteResult> =>
  inSession(ctx, serverId, call, async ({ client }, options) => {
    const { tool: name, arguments: given, key } = call
    const reply = await client.callTool({ name, arguments: given, _meta: { idempotencyKey: key } }, options)
    return { isError: reply.isError === true, result: resultOf(reply) }
  })
