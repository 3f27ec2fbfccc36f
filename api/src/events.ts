import { streamEvents } from '@frontdesk/contract/events'
import { listenToEvents } from '@frontdesk/modules/conversations/index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { mount } from './serve.ts'
import { eventStream } from './sse.ts'

/** What happens in the organization, told to its dashboards while it happens. */
export const serveEvents = (app: Hono, platform: Platform) =>
  mount(app, platform, streamEvents, async ({ ctx, requestId }) =>
    eventStream({ 'x-request-id': requestId }, (sink, signal) => {
      sink.send('retry: 1000\n\n')
      listenToEvents(platform, ctx.organizationId, ({ id, type, ...rest }) =>
        sink.send(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ id, type, ...rest })}\n\n`),
      )
        .then(deafen => {
          if (signal.aborted) deafen()
          else signal.addEventListener('abort', deafen)
        })
        .catch((error: unknown) => {
          platform.log.warn('Nobody can listen to events', { error })
          sink.close()
        })
    }),
  )
