import * as contract from '@frontdesk/contract/chat'
import { approveToolCall, listToolCalls, rejectToolCall } from '@frontdesk/contract/tool-calls'
import { readUsage } from '@frontdesk/contract/usage'
import { withinScope } from '#conversations'
import { selectCalls } from '#tools'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { cancelTurn } from './cancel-turn.ts'
import { decide, shownCall } from './decide-call.ts'
import { readTurn } from './read-turn.ts'
import { selectUsage } from './usage-store.ts'

/** The streaming endpoints are the api's own: api/src/chat.ts. */
export const routes = [
  route(contract.cancelTurn, (ctx, { parameters }) => cancelTurn(ctx, parameters.turnId)),
  route(readUsage, async (ctx, { query }) => ({ items: await selectUsage(ctx, query) })),
  route(contract.readTurn, (ctx, { parameters }) => readTurn(ctx, parameters.turnId)),
  route(listToolCalls, async (ctx, { query }) => {
    const { items, next } = await selectCalls(
      ctx,
      at => withinScope(ctx.actor, at),
      readPage<[string]>(query, ['id']),
      query,
    )
    return { items: items.map(shownCall), next }
  }),
  route(approveToolCall, (ctx, { parameters }) =>
    decide(ctx, parameters.toolCallId, { decision: 'approved', reason: null }),
  ),
  route(rejectToolCall, (ctx, { parameters, body }) =>
    decide(ctx, parameters.toolCallId, { decision: 'rejected', ...body }),
  ),
]
