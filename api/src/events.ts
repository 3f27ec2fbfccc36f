import { streamEvents } from '@frontdesk/contract/events'
import { listenToEvents } from '@frontdesk/modules/conversations/index'
import { watchIdentity } from '@frontdesk/modules/identity/index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { credentialsOf } from './enter.ts'
import { mount } from './serve.ts'
import { eventStream } from './sse.ts'

/** What happens in the conversations of an organization, told to whoever sees them while it happens. */
export const serveEvents = (app: Hono, platform: Platform) =>
  mount(app, platform, streamEvents, async ({ ctx, headers }, request) =>
    eventStream(headers, (sink, signal) => {
      sink.send('retry: 1000\n\n')
      const until = (stop: () => void) => {
        if (signal.aborted) stop()
        else signal.addEventListener('abort', stop)
      }
      until(watchIdentity(platform, credentialsOf(request), ctx, () => sink.close()))
      listenToEvents(ctx, ({ id, type, ...rest }) =>
        sink.send(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ id, type, ...rest })}\n\n`),
      ).then(until, (error: unknown) => {
        platform.log.warn('Nobody can listen to events', { error })
        sink.close()
      })
    }),
  )
