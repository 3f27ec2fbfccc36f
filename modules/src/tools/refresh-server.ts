import type { Reply } from '@frontdesk/contract/endpoint'
import type { McpOffer, refreshMcpServer } from '@frontdesk/contract/mcp-servers'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { hashOf, type Offer } from '#mcp'
import { checkTool } from './check-tool.ts'
import { markChanged, selectToolsOfServer } from './mcp-tool-store.ts'
import { offersNow } from './pin-tool.ts'

/** Asks a server what it offers; tools of which it says something else by now wait for a person. Throws NotFound, Unavailable. */
export const refreshServer = async (ctx: Ctx, serverId: string): Promise<Reply<typeof refreshMcpServer>> => {
  ctx.must('tools.write')
  const offers = await offersNow(ctx, serverId)
  return audited(
    ctx,
    'mcp-server.refreshed',
    async within => {
      const tools = await selectToolsOfServer(within, serverId)
      const changedToolIds: string[] = []
      for (const { id, tool, pinnedHash } of tools) {
        const offer = offers.find(each => each.tool === tool)
        if (!offer) continue
        const differs = hashOf(offer) !== pinnedHash
        await markChanged(within, id, pinnedHash, differs ? offer : null)
        if (differs) changedToolIds.push(id)
      }
      const items = offers.map(offer => ({
        ...offer,
        problem: problemOf(offer),
        toolIds: tools.filter(({ tool }) => tool === offer.tool).map(({ id }) => id),
      }))
      return { items, changedToolIds }
    },
    ({ items, changedToolIds }) => ({
      target: serverId,
      details: { offered: items.length, changed: changedToolIds.length },
    }),
  )
}

const problemOf = ({ parameters }: Offer): McpOffer['problem'] => {
  try {
    checkTool({ parameters })
    return null
  } catch (error) {
    return error instanceof Invalid ? error.message : 'No tool can be made of it.'
  }
}
