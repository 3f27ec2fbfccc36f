import type { Agent } from '@frontdesk/contract/agents'
import type { Ctx } from '#context'
import { selectAgents } from './store.ts'

/** All agents of the organization, oldest first. */
export const everyAgent = async (ctx: Ctx): Promise<Agent[]> => {
  const agents: Agent[] = []
  for (let after: [string] | undefined; ; ) {
    const { items, next } = await selectAgents(ctx, { limit: 100, after })
    agents.push(...items)
    const last = items.at(-1)
    if (next === null || !last) return agents
    after = [last.id]
  }
}
