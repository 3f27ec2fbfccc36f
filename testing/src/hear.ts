import type { Event } from '@frontdesk/contract/events'
import type { Api } from './api.ts'
import { sentEvents } from './sent-events.ts'

/** Listens with a key to what happens; what was heard grows while it does. */
export const hear = async (api: Api, key: string) => {
  const response = await api.send('GET /events', { key })
  const events: Event[] = []
  const ended = (async () => {
    for await (const { data } of sentEvents(response)) events.push(JSON.parse(data) as Event)
  })()
  return {
    events,
    /** The conversations that something was heard of. */
    conversations: () => new Set(events.map(({ payload }) => String(payload.conversationId))),
    /** Resolves when the server ends it. */
    ended,
  }
}
