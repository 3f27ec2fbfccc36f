import { z } from 'zod'
import { endpoint, Id, Moment } from './endpoint.ts'

/** What happened, by name, and what is told of it: ids to read the rest by, never the content itself. */
export const eventPayloads = {
  'message.created': z.object({ conversationId: Id }),
  /** It has another assignee or team, or none any more. */
  'conversation.assigned': z.object({ conversationId: Id }),
  /** It went to the queue, to a person, or back to its agent. */
  'conversation.handler-changed': z.object({ conversationId: Id }),
} as const

export type EventType = keyof typeof eventPayloads

export const Event = z.object({
  /** Grows in the order in which things happened; the same event may come twice. */
  id: z.string(),
  type: z.string(),
  /** The message, conversation or document that it is about. */
  subjectId: Id,
  payload: z.record(z.string(), z.string()),
  createdAt: Moment,
})
export type Event = z.output<typeof Event>

export const streamEvents = endpoint('GET /events', {
  summary:
    'What happens from now on in the conversations that one sees, as a `text/event-stream`. Hints to look again: one may be lost when the connection is.',
  permission: 'conversations.read',
  status: 200,
  stream: true,
})
