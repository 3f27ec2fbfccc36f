import * as assignment from '@frontdesk/contract/assignment'
import * as contract from '@frontdesk/contract/conversations'
import { createCustomerToken } from '@frontdesk/contract/customers'
import * as files from '@frontdesk/contract/files'
import { findAgent } from '#agents'
import { audited } from '#audit'
import { createCustomerToken as tokenFor } from '#identity'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { addParticipant } from './add-participant.ts'
import { assignConversation } from './assign.ts'
import { attachFile } from './attach-file.ts'
import { claimConversation } from './claim.ts'
import { countConversations, selectConversations } from './list-store.ts'
import { selectParticipants } from './participant-store.ts'
import { removeParticipant } from './remove-participant.ts'
import { searchConversations } from './search.ts'
import { changeConversation, findConversation, selectMessages } from './store.ts'

export const routes = [
  route(contract.listConversations, (ctx, { query }) => {
    const page = readPage<[string, string]>(query, ['moment', 'id'])
    return query.search === undefined
      ? selectConversations(ctx, page, query)
      : searchConversations(ctx, page, query, query.search)
  }),
  route(contract.countConversations, (ctx, { query }) => countConversations(ctx, query.status)),
  route(contract.readConversation, (ctx, { parameters }) => findConversation(ctx, parameters.conversationId)),
  route(contract.renameConversation, (ctx, { parameters: { conversationId }, body }) =>
    audited(
      ctx,
      'conversation.changed',
      within => changeConversation(within, conversationId, body),
      () => ({ target: conversationId, details: { changed: Object.keys(body) } }),
    ),
  ),
  route(contract.listMessages, (ctx, { parameters, query }) =>
    selectMessages(ctx, parameters.conversationId, query.afterSeq, query.limit),
  ),
  route(assignment.claimConversation, (ctx, { parameters }) => claimConversation(ctx, parameters.conversationId)),
  route(assignment.assignConversation, (ctx, { parameters, body }) =>
    assignConversation(ctx, parameters.conversationId, body),
  ),
  route(assignment.listParticipants, async (ctx, { parameters: { conversationId }, query }) => {
    const page = readPage<[string, string]>(query, ['moment', 'id'])
    await findConversation(ctx, conversationId)
    return selectParticipants(ctx, conversationId, page)
  }),
  route(assignment.addParticipant, (ctx, { parameters: { conversationId, userId } }) =>
    addParticipant(ctx, conversationId, userId),
  ),
  route(assignment.removeParticipant, (ctx, { parameters: { conversationId, userId } }) =>
    removeParticipant(ctx, conversationId, userId),
  ),
  route(createCustomerToken, async (ctx, { body: { agentId = null, ...body } }) => {
    if (agentId) await findAgent(ctx, agentId)
    return tokenFor(ctx, { ...body, agentId })
  }),
  route(files.attachFile, (ctx, { body }) => attachFile(ctx, body)),
]
