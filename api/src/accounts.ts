import { needsFresh } from '@frontdesk/contract/endpoint'
import { mustComeFresh, publicRoutes } from '@frontdesk/modules/identity/index'
import type { PublicRoute } from '@frontdesk/modules/route'
import type { Platform } from '@frontdesk/platform/platform'
import type { Context, Hono } from 'hono'
import { answerError } from './answer-errors.ts'
import { refuseForgery } from './enter.ts'
import { countRequest } from './limits.ts'
import { addressOf, inputReader, json, prefix, startReply } from './serve.ts'

/** The endpoints at the door, where nobody is known yet: setting up, signing in and out. */
export const serveAccounts = (app: Hono, platform: Platform) => {
  for (const route of publicRoutes) serveAtTheDoor(app, platform, route)
}

const serveAtTheDoor = (app: Hono, platform: Platform, { endpoint, run }: PublicRoute) => {
  const inputOf = inputReader(endpoint)
  app.on(endpoint.method, prefix + endpoint.path, async c => {
    const headers = startReply(c.req.raw)
    try {
      const visit = visitOf(platform, c, headers['x-request-id'])
      await countRequest(platform, 'address', visit.ip, headers)
      refuseForgery(platform, c.req.raw)
      const input = await inputOf(c)
      if (needsFresh(endpoint, input.body)) await mustComeFresh(platform, visit)
      const { reply, setCookie } = await run(platform, input, visit)
      const response = json(reply, endpoint.status ?? 200, headers)
      if (setCookie) response.headers.set('set-cookie', setCookie)
      return response
    } catch (error) {
      return answerError(error, headers, platform.log)
    }
  })
}

const visitOf = (platform: Platform, c: Context, requestId: string) => ({
  ip: addressOf(platform, c),
  requestId,
  userAgent: c.req.header('user-agent'),
  authorization: c.req.header('authorization'),
  cookie: c.req.header('cookie'),
})
