import * as contract from '@frontdesk/contract/agents'
import { audited } from '#audit'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { changeAgent, findAgent, insertAgent, markDeleted, selectAgents } from './store.ts'

export const routes = [
  route(contract.listAgents, (ctx, { query }) => selectAgents(ctx, readPage<[string]>(query, ['id']))),
  route(contract.createAgent, (ctx, { body }) =>
    audited(
      ctx,
      'agent.created',
      within => insertAgent(within, body),
      ({ id, name }) => ({ target: id, details: { name } }),
    ),
  ),
  route(contract.readAgent, (ctx, { parameters }) => findAgent(ctx, parameters.agentId)),
  route(contract.updateAgent, (ctx, { parameters: { agentId }, body }) =>
    audited(
      ctx,
      'agent.updated',
      within => changeAgent(within, agentId, body),
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
