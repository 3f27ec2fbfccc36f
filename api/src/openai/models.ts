import type { Agent } from '@frontdesk/contract/agents'
import { everyAgent, findAgent, findAgentBySlug, slugOf } from '@frontdesk/modules/agents/index'
import type { Ctx } from '@frontdesk/modules/context'
import { DomainError, NotFound } from '@frontdesk/modules/errors'
import { isId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { json } from '../serve.ts'
import { mountOpenAi } from './mount.ts'

/** Each agent is a model. */
export const serveModels = (app: Hono, platform: Platform) => {
  mountOpenAi(app, platform, { method: 'GET', path: '/models', permission: 'agents.read' }, async ({ ctx, headers }) =>
    json({ object: 'list', data: (await everyAgent(ctx)).map(modelOf) }, 200, headers),
  )
  mountOpenAi(
    app,
    platform,
    { method: 'GET', path: '/models/:id', permission: 'agents.read' },
    async ({ ctx, parameter, headers }) => json(modelOf(await agentOfModel(ctx, parameter)), 200, headers),
  )
}

const modelOf = ({ id, name, createdAt }: Agent) => ({
  id,
  object: 'model',
  created: Math.floor(Date.parse(createdAt) / 1_000),
  owned_by: 'frontdesk',
  name,
  slug: slugOf(name),
})

/** By its id, or by its slug for whoever may read the list of agents. */
export const agentOfModel = async (ctx: Ctx, model: string): Promise<Agent> => {
  try {
    if (isId(model.toLowerCase())) return await findAgent(ctx, model.toLowerCase())
    if (!ctx.actor.permissions.has('agents.read')) throw new NotFound('agent')
    return await findAgentBySlug(ctx, model)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    const message = `The model ${JSON.stringify(model)} does not exist. Use the id of an agent, or its slug where only one agent has it; GET /models lists them.`
    throw new DomainError('not-found', message, { fields: [{ pointer: '/model', message }] })
  }
}
