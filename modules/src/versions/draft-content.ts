import type { Agent } from '@frontdesk/contract/agents'
import type { Ctx } from '#context'
import { knowledgeNow } from '#knowledge'
import { definitionsOf } from '#tools'
import { type Content, configurationOf } from './version.ts'

/** What a version would hold if the draft were published now. */
export const draftContent = async (ctx: Ctx, agent: Agent): Promise<Content> => ({
  configuration: configurationOf(agent),
  tools: await definitionsOf(ctx, agent.id),
  knowledge: await knowledgeNow(ctx),
  model: agent.model ?? ctx.platform.models.defaultName,
})
