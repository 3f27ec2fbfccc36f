import type { Platform } from '@frontdesk/platform/platform'
import { isReady } from '@frontdesk/platform/readiness'
import type { Hono } from 'hono'

/** `/livez`: the process turns. `/readyz`: it can serve, which takes a database that answers. */
export const serveHealth = (app: Hono, platform: Platform) => {
  app.get('/livez', c => c.json({ status: 'live' }))
  app.get('/readyz', async c => {
    const ready = await isReady(platform)
    return c.json({ status: ready ? 'ready' : 'waiting for the database' }, ready ? 200 : 503)
  })
}
