import type { AgentChange } from '@frontdesk/contract/agents'
import * as contract from '@frontdesk/contract/agents'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { checkPatterns } from '#guardrails'
import { findConnection } from '#models'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { changeAgent, findAgent, insertAgent, markDeleted, selectAgents } from './store.ts'

/** A foreign connection is as unknown as one that is not there. */
const mustHaveConnections = async (ctx: Ctx, { modelConnectionId, fallbackModelConnectionId }: AgentChange) => {
  if (modelConnectionId) await findConnection(ctx, modelConnectionId)
  if (fallbackModelConnectionId) await findConnection(ctx, fallbackModelConnectionId)
}

const checkGuardrails = ({ guardrails }: Pick<AgentChange, 'guardrails'>) => {
  if (guardrails) checkPatterns(guardrails)
}

export const routes = [
  route(contract.listAgents, (ctx, { query }) => selectAgents(ctx, readPage<[string]>(query, ['id']))),
  route(contract.createAgent, (ctx, { body }) =>
    audited(
      ctx,
      'agent.created',
      async within => {
        checkGuardrails(body)
        await mustHaveConnections(within, body)
        return insertAgent(within, body)
      },
      ({ id, name }) => ({ target: id, details: { name } }),
    ),
  ),
  route(contract.readAgent, (ctx, { parameters }) => findAgent(ctx, parameters.agentId)),
  route(contract.updateAgent, (ctx, { parameters: { agentId }, body }) =>
    audited(
      ctx,
      'agent.updated',
      async within => {
        checkGuardrails(body)
        await mustHaveConnections(within, body)
        return changeAgent(within, agentId, body)
      },
      ({ version }) => ({ target: agentId, details: { version, changed: Object.keys(body) } }),
    ),
  ),
  route(contract.deleteAgent, (ctx, { parameters: { agentId } }) =>
    audited(
      ctx,
      'agent.deleted',
      within => markDeleted(within, agentId),
      () => ({ target: agentId }),
    ),
  ),
]
