import type { Agent } from '@frontdesk/contract/agents'
import { changeAgent } from '#agents'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { findConnection } from '#models'
import { replaceAgentTools } from '#tools'
import { findVersion } from './store.ts'

export type Restored = { agent: Agent; missingTools: string[]; missingConnection: boolean }

/**
 * Copies a version into the draft. Tools belong to all agents and stay as they are; what is gone since, a tool or a
 * model's connection, is left out and told. Throws NotFound for a version that is not there.
 */
export const restore = (ctx: Ctx, agentId: string, number: number): Promise<Restored> => {
  ctx.must('agents.write')
  return audited(
    ctx,
    'agent.restored',
    async within => {
      const { configuration, tools } = await findVersion(within, agentId, number)
      const modelConnectionId = await stillThere(within, configuration.modelConnectionId)
      const fallbackModelConnectionId = await stillThere(within, configuration.fallbackModelConnectionId)
      const connections = { modelConnectionId, fallbackModelConnectionId }
      const agent = await changeAgent(within, agentId, { ...configuration, ...connections })
      const given = await replaceAgentTools(
        within,
        agentId,
        tools.map(({ id }) => id),
      )
      return {
        agent,
        missingTools: tools.filter(({ id }) => !given.has(id)).map(({ name }) => name),
        missingConnection:
          modelConnectionId !== configuration.modelConnectionId ||
          fallbackModelConnectionId !== configuration.fallbackModelConnectionId,
      }
    },
    ({ missingTools }) => ({ target: agentId, details: { number, missingTools } }),
  )
}

const stillThere = async (ctx: Ctx, connectionId: string | null) => {
  if (connectionId === null) return null
  return findConnection(ctx, connectionId).then(
    () => connectionId,
    (error: unknown) => {
      if (error instanceof NotFound) return null
      throw error
    },
  )
}
