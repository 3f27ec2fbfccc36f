import type { Tool } from '@modelcontextprotocol/client'
import type { Ctx } from '#context'
import { McpFailure } from './failure.ts'
import { isTooDeep, type Offer } from './offer.ts'
import { inSession } from './sessions.ts'

const freshMs = 60_000
const listMs = 15_000
const mostOffers = 500
const mostCharacters = 4_000

/** What a server offers: as it said within the last minute, or as it says now. Throws McpFailure, NotFound. */
export const listOffers = (
  ctx: Ctx,
  serverId: string,
  { anew = false, signal }: { anew?: boolean; signal?: AbortSignal | undefined } = {},
): Promise<readonly Offer[]> =>
  inSession(ctx, serverId, { timeoutMs: listMs, signal }, async (session, options) => {
    const now = ctx.now().getTime()
    if (!anew && session.offers && now - session.offers.at < freshMs) return session.offers.list
    const { client } = session
    // A server that has none does not say so in its list, and the library would remark on it.
    const { tools } = client.getServerCapabilities()?.tools
      ? await client.listTools(undefined, { ...options, cacheMode: 'refresh' })
      : { tools: [] }
    if (tools.length > mostOffers)
      throw new McpFailure(`The MCP server offers ${tools.length} tools; up to ${mostOffers} are read.`)
    for (const { name, inputSchema, outputSchema } of tools)
      if (isTooDeep(inputSchema) || isTooDeep(outputSchema))
        throw new McpFailure(
          `The MCP server describes its tool “${name.slice(0, 100)}” with a schema that is nested too deeply.`,
        )
    const list = tools.map(offerOf)
    session.offers = { list, at: now }
    return list
  })

const offerOf = ({ name, title, description, inputSchema, outputSchema, annotations }: Tool): Offer => ({
  tool: name,
  title: title ?? annotations?.title ?? null,
  description: (description ?? '').trim().slice(0, mostCharacters),
  parameters: inputSchema,
  returns: outputSchema ?? null,
  proposedEffect: annotations?.readOnlyHint ? 'read' : annotations?.idempotentHint ? 'idempotent' : 'once',
})
