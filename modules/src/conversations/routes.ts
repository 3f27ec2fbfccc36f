import * as contract from '@frontdesk/contract/conversations'
import { audited } from '#audit'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { changeConversation, findConversation, selectConversations, selectMessages } from './store.ts'

export const routes = [
  route(contract.listConversations, (ctx, { query }) =>
    selectConversations(ctx, readPage<[string, string]>(query, ['moment', 'id']), query),
  ),
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
]
