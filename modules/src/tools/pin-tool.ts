import type { NewMcpTool } from '@frontdesk/contract/tools'
import type { Ctx } from '#context'
import { Invalid, Unavailable } from '#errors'
import { listOffers, McpFailure } from '#mcp'
import type { PinnedTool } from './mcp-tool-store.ts'

/** A tool as its server describes it now. Throws NotFound for the server, Invalid for a tool that it does not offer, Unavailable. */
export const pinnedAsOffered = async (ctx: Ctx, wanted: NewMcpTool): Promise<PinnedTool> => {
  const offer = (await offersNow(ctx, wanted.mcpServerId)).find(({ tool }) => tool === wanted.tool)
  if (!offer) {
    const message = `This server offers no tool “${wanted.tool}”.`
    throw new Invalid(message, [{ pointer: '/tool', message }])
  }
  const { description, parameters, returns } = offer
  return {
    ...wanted,
    name: wanted.name ?? (offer.title || offer.tool).trim().slice(0, 100),
    description: wanted.description ?? description,
    parameters,
    returns,
    pinned: { description, parameters },
  }
}

/** Throws NotFound for the server, Unavailable when it does not say. */
export const offersNow = (ctx: Ctx, serverId: string) =>
  listOffers(ctx, serverId, { anew: true }).catch((cause: unknown) => {
    if (cause instanceof McpFailure) throw new Unavailable(cause.message, { cause })
    throw cause
  })
