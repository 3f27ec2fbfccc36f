import * as contract from '@frontdesk/contract/agents'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { changeAgent, findAgent, insertAgent, markDeleted, selectAgents } from './store.ts'

export const routes = [
  route(contract.listAgents, (ctx, { query }) => selectAgents(ctx, readPage<[string]>(query, ['id']))),
  route(contract.createAgent, (ctx, { body }) => insertAgent(ctx, body)),
  route(contract.readAgent, (ctx, { parameters }) => findAgent(ctx, parameters.agentId)),
  route(contract.updateAgent, (ctx, { parameters, body }) => changeAgent(ctx, parameters.agentId, body)),
  route(contract.deleteAgent, (ctx, { parameters }) => markDeleted(ctx, parameters.agentId)),
]
