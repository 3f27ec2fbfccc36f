import type { Tool } from '@frontdesk/contract/tools'
import { changeAgent } from '#agents'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { replaceAgentTools, selectAgentTools, toolOf } from './store.ts'

/** Gives an agent these tools and no others, in this order. Throws NotFound for an agent or a tool that is not there. */
export const giveTools = (ctx: Ctx, agentId: string, toolIds: string[]): Promise<{ items: Tool[] }> => {
  ctx.must('agents.write')
  const wanted = [...new Set(toolIds.map(id => id.toLowerCase()))]
  return audited(
    ctx,
    'agent.tools-changed',
    async within => {
      // The tools are part of the draft: whoever expects it as it was before is told that it changed.
      await changeAgent(within, agentId, {})
      const given = await replaceAgentTools(within, agentId, wanted)
      if (given.size < wanted.length) throw new NotFound('tool')
      return { items: (await selectAgentTools(within, agentId)).map(toolOf) }
    },
    ({ items }) => ({ target: agentId, details: { tools: items.map(tool => tool.name) } }),
  )
}
