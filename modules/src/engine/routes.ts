import * as contract from '@frontdesk/contract/chat'
import { route } from '../route.ts'
import { cancelTurn } from './cancel-turn.ts'
import { readTurn } from './read-turn.ts'

/** The streaming endpoints are the api's own: api/src/chat.ts. */
export const routes = [
  route(contract.cancelTurn, (ctx, { parameters }) => cancelTurn(ctx, parameters.turnId)),
  route(contract.readTurn, (ctx, { parameters }) => readTurn(ctx, parameters.turnId)),
]
