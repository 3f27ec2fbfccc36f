import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'
import { ToolEffect } from './tools.ts'

/** `unknown`: it was sent, and nobody knows whether it happened; it is never sent again by itself. */
export const ToolCallState = z.enum(['planned', 'waiting', 'started', 'succeeded', 'failed', 'refused', 'unknown'])
export type ToolCallState = z.output<typeof ToolCallState>

export const ToolCall = z.object({
  id: Id,
  turnId: Id,
  conversationId: Id,
  /** 1 for the model's first message of the turn. */
  step: z.int(),
  /** 1 for the first call of that message. */
  position: z.int(),
  toolId: Id.nullable(),
  name: z.string(),
  arguments: z.unknown(),
  effect: ToolEffect.nullable(),
  state: ToolCallState,
  result: z.unknown(),
  /** Who approved or rejected it, and why. */
  decidedBy: z.string().nullable(),
  decision: z.enum(['approved', 'rejected']).nullable(),
  reason: z.string().nullable(),
  plannedAt: Moment,
  startedAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
})
export type ToolCall = z.output<typeof ToolCall>

export const listToolCalls = endpoint('GET /tool-calls', {
  summary: 'What agents called, newest first; `state=waiting` are those that wait for approval.',
  permission: 'conversations.read',
  query: PageQuery.extend({ state: ToolCallState.optional(), conversationId: Id.optional() }),
  reply: paged(ToolCall),
})
export const approveToolCall = endpoint('POST /tool-calls/:toolCallId/approve', {
  summary: 'Lets a waiting call run with exactly the arguments that were shown; the turn goes on.',
  permission: 'tool-calls.decide',
  reply: ToolCall,
  errors: ['not-found', 'conflict'],
})
export const rejectToolCall = endpoint('POST /tool-calls/:toolCallId/reject', {
  summary: 'Refuses a waiting call; the agent is told why and goes on without it.',
  permission: 'tool-calls.decide',
  body: z.strictObject({ reason: z.string().trim().min(1).max(1_000) }),
  reply: ToolCall,
  errors: ['not-found', 'conflict'],
})
