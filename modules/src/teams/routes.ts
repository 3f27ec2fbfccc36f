import * as contract from '@frontdesk/contract/teams'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { addToTeam } from './add-to-team.ts'
import { createTeam } from './create-team.ts'
import { deleteTeam } from './delete-team.ts'
import { removeFromTeam } from './remove-from-team.ts'
import { renameTeam } from './rename-team.ts'
import { findTeam, selectTeams } from './store.ts'

export const routes = [
  route(contract.listTeams, (ctx, { query }) => selectTeams(ctx, readPage<[string]>(query, ['id']))),
  route(contract.readTeam, (ctx, { parameters }) => findTeam(ctx, parameters.teamId)),
  route(contract.createTeam, (ctx, { body }) => createTeam(ctx, body.name)),
  route(contract.updateTeam, (ctx, { parameters, body }) => renameTeam(ctx, parameters.teamId, body.name)),
  route(contract.deleteTeam, (ctx, { parameters }) => deleteTeam(ctx, parameters.teamId)),
  route(contract.addToTeam, (ctx, { parameters: { teamId, userId } }) => addToTeam(ctx, teamId, userId)),
  route(contract.removeFromTeam, (ctx, { parameters: { teamId, userId } }) => removeFromTeam(ctx, teamId, userId)),
]
