import type { Agent } from '@frontdesk/contract/agents'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { everyAgent } from './every-agent.ts'
import { slugOf } from './slug.ts'

/** The one agent whose name reads like this. Throws NotFound when there is none, or more than one. */
export const findAgentBySlug = async (ctx: Ctx, slug: string): Promise<Agent> => {
  const [agent, another] = (await everyAgent(ctx)).filter(({ name }) => slugOf(name) === slug)
  if (!agent || another) throw new NotFound('agent')
  return agent
}
