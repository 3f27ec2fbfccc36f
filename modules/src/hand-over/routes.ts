import * as contract from '@frontdesk/contract/hand-over'
import { route } from '../route.ts'
import { handBack } from './hand-back.ts'
import { queueForPeople } from './queue-for-people.ts'
import { reply } from './reply.ts'
import { takeOver } from './take-over.ts'

export const routes = [
  route(contract.handOverConversation, (ctx, { parameters, body }) =>
    queueForPeople(ctx, parameters.conversationId, body),
  ),
  route(contract.takeOverConversation, (ctx, { parameters }) => takeOver(ctx, parameters.conversationId)),
  route(contract.handBackConversation, (ctx, { parameters }) => handBack(ctx, parameters.conversationId)),
  route(contract.replyToConversation, (ctx, { parameters, body }) => reply(ctx, parameters.conversationId, body)),
]
