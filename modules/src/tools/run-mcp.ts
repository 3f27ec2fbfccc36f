import { record } from '#audit'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { callRemote, hashOf, listOffers, McpFailure } from '#mcp'
import type { Arguments } from './http-request.ts'
import { markChanged } from './mcp-tool-store.ts'
import type { CallableMcp, Outcome } from './tool.ts'

const mostCharacters = 32_000

/** Calls a tool at its MCP server, as long as the server still says of it what a person agreed to. Never rejects but for the signal. */
export const runMcp = async (
  ctx: Ctx,
  tool: CallableMcp,
  given: Arguments,
  key: string,
  signal?: AbortSignal,
): Promise<Outcome> => {
  try {
    const fault = await changeSince(ctx, tool, signal)
    if (fault) return failed(fault)
    const { mcpServerId, tool: name, timeoutMs } = tool
    const { isError, result } = await callRemote(ctx, mcpServerId, {
      tool: name,
      arguments: given,
      key,
      timeoutMs,
      signal,
    })
    return isError ? failed(within(result)) : { state: 'succeeded', result: within(result), status: null }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof NotFound) return failed(error.message)
    if (!(error instanceof McpFailure)) throw error
    const state = tool.effect === 'once' && error.mayHaveHappened ? 'unknown' : 'failed'
    return { state, result: { error: error.message }, status: error.status }
  }
}

const failed = (error: unknown): Outcome => ({ state: 'failed', result: { error }, status: null })

/** Nothing has been sent yet when this fails, so nothing can have happened. */
const changeSince = async (
  ctx: Ctx,
  tool: CallableMcp,
  signal: AbortSignal | undefined,
): Promise<string | undefined> => {
  const offers = await listOffers(ctx, tool.mcpServerId, { signal }).catch((error: unknown) => {
    if (error instanceof McpFailure) throw new McpFailure(error.message, { status: error.status, cause: error })
    throw error
  })
  const offer = offers.find(each => each.tool === tool.tool)
  if (!offer) return 'The MCP server no longer offers this tool.'
  if (hashOf(offer) === tool.pinnedHash) return undefined
  await ctx.transaction(async inside => {
    if (await markChanged(inside, tool.id, tool.pinnedHash, offer))
      await record(inside, 'tool.schema-changed', { target: tool.id })
  })
  return 'The MCP server has changed this tool. A person has to approve the change before it can be called again.'
}

const within = (result: unknown): unknown => {
  if (typeof result !== 'string' || result.length <= mostCharacters) return result
  return `${result.slice(0, mostCharacters)}…`
}
