import type { Agent } from '@frontdesk/contract/agents'
import { mainVersion } from '@frontdesk/contract/live-versions'
import type { AgentDiff } from '@frontdesk/contract/versions'
import { findAgent } from '#agents'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { draftContent } from './draft-content.ts'
import { findVersion } from './store.ts'
import type { Content } from './version.ts'

/** `draft`, `live`, or a version's number in digits. */
type Side = string

/** What differs between two versions of an agent. Throws Conflict for the live one while there is none. */
export const compare = async (ctx: Ctx, agentId: string, sides: { from: Side; to: Side }): Promise<AgentDiff> => {
  const agent = await findAgent(ctx, agentId)
  const from = await contentOf(ctx, agent, sides.from)
  const to = await contentOf(ctx, agent, sides.to)
  // It writes YAML, whose library many servers never need.
  const { diffOf } = await import('./diff.ts')
  return { from: from.name, to: to.name, sections: diffOf(from.content, to.content) }
}

const contentOf = async (ctx: Ctx, agent: Agent, side: Side): Promise<{ name: 'draft' | number; content: Content }> => {
  if (side === 'draft') return { name: 'draft', content: await draftContent(ctx, agent) }
  const number = side === 'live' ? mainVersion(agent.live) : Number(side)
  if (number === undefined) throw new Conflict('This agent was never published, so nothing is live. Publish it first.')
  return { name: number, content: await findVersion(ctx, agent.id, number) }
}
