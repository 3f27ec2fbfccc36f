import { z } from 'zod'
import { Conversation } from './conversations.ts'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

export const Participant = z.object({ userId: z.string(), name: z.string(), since: Moment })
export type Participant = z.output<typeof Participant>

export const claimConversation = endpoint('POST /conversations/:conversationId/claim', {
  summary:
    'Takes a conversation that nobody is assigned to. Of two who do so at once one has it, and the other is told who.',
  permission: 'conversations.reply',
  reply: Conversation,
  errors: ['not-found', 'conflict'],
})
export const assignConversation = endpoint('PUT /conversations/:conversationId/assignment', {
  summary: 'Gives a conversation to a person, a team or both, or with null to nobody; what is absent stays.',
  permission: 'conversations.reply',
  body: z.strictObject({ assigneeId: Id.nullable().optional(), teamId: Id.nullable().optional() }),
  reply: Conversation,
  errors: ['not-found'],
})
export const listParticipants = endpoint('GET /conversations/:conversationId/participants', {
  summary: 'Who takes part: whoever was assigned to it, wrote in a conversation that another began, or was added.',
  permission: 'conversations.read',
  query: PageQuery,
  reply: paged(Participant),
  errors: ['not-found'],
})
export const addParticipant = endpoint('PUT /conversations/:conversationId/participants/:userId', {
  summary: 'Has a person take part, without being assigned.',
  permission: 'conversations.reply',
  status: 204,
  errors: ['not-found'],
})
export const removeParticipant = endpoint('DELETE /conversations/:conversationId/participants/:userId', {
  summary: 'Has a person take part no more. Whoever is assigned takes part.',
  permission: 'conversations.reply',
  status: 204,
  errors: ['not-found', 'conflict'],
})
