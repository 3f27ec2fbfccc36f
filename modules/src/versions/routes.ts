import * as contract from '@frontdesk/contract/versions'
import { findAgent } from '#agents'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { compare } from './compare.ts'
import { publish } from './publish.ts'
import { restore } from './restore.ts'
import { rollBack } from './roll-back.ts'
import { rollOut } from './roll-out.ts'
import { findVersion, selectVersions } from './store.ts'

export const routes = [
  route(contract.publishAgent, (ctx, { parameters, body }) => publish(ctx, parameters.agentId, body)),
  route(contract.listAgentVersions, async (ctx, { parameters: { agentId }, query }) => {
    await findAgent(ctx, agentId)
    return selectVersions(ctx, agentId, readPage<[string]>(query, ['number']))
  }),
  route(contract.readAgentVersion, async (ctx, { parameters: { agentId, number } }) => {
    await findAgent(ctx, agentId)
    return findVersion(ctx, agentId, Number(number))
  }),
  route(contract.diffAgentVersions, (ctx, { parameters, query }) => compare(ctx, parameters.agentId, query)),
  route(contract.restoreAgentVersion, (ctx, { parameters: { agentId, number } }) =>
    restore(ctx, agentId, Number(number)),
  ),
  route(contract.rollBackAgent, (ctx, { parameters, body }) => rollBack(ctx, parameters.agentId, body.version)),
  route(contract.rollOutAgent, (ctx, { parameters, body }) => rollOut(ctx, parameters.agentId, body.versions)),
]
