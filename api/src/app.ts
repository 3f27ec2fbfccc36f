import { routes as agents } from '@frontdesk/modules/agents/index'
import { routes as audit } from '@frontdesk/modules/audit/index'
import { routes as budgets } from '@frontdesk/modules/budgets/index'
import { routes as businessHours } from '@frontdesk/modules/business-hours/index'
import { routes as conversations } from '@frontdesk/modules/conversations/index'
import { routes as databases } from '@frontdesk/modules/databases/index'
import { routes as demo } from '@frontdesk/modules/demo/index'
import { routes as engine } from '@frontdesk/modules/engine/index'
import { routes as handOver } from '@frontdesk/modules/hand-over/index'
import { routes as identity } from '@frontdesk/modules/identity/index'
import { routes as knowledge } from '@frontdesk/modules/knowledge/index'
import { routes as mail } from '@frontdesk/modules/mail/index'
import { routes as mcp } from '@frontdesk/modules/mcp/index'
import { routes as models } from '@frontdesk/modules/models/index'
import { routes as security } from '@frontdesk/modules/security/index'
import { routes as teams } from '@frontdesk/modules/teams/index'
import { routes as tools } from '@frontdesk/modules/tools/index'
import { routes as versions } from '@frontdesk/modules/versions/index'
import type { Platform } from '@frontdesk/platform/platform'
import { Hono } from 'hono'
import { serveAccounts } from './accounts.ts'
import { answerError, problem } from './answer-errors.ts'
import { serveChat } from './chat.ts'
import { answerPreflight } from './cross-origin.ts'
import { serveEvents } from './events.ts'
import { serveFiles } from './files.ts'
import { serveHealth } from './health.ts'
import { serveMcp } from './mcp/index.ts'
import { serveMcpReturn } from './mcp-return.ts'
import { methodsOf } from './methods.ts'
import { serveOpenAi } from './openai/index.ts'
import { speakPlainly } from './plain-words.ts'
import { serveReference } from './reference.ts'
import { prefix, serve, startReply } from './serve.ts'

/** The whole API as one function from Request to Response: hosts listen, this answers. */
export const createApp = (platform: Platform): Hono => {
  speakPlainly()
  const app = new Hono()
  serveHealth(app, platform)
  serveReference(app)
  serveAccounts(app, platform)
  for (const route of [
    ...audit,
    ...mail,
    ...identity,
    ...teams,
    ...security,
    ...models,
    ...budgets,
    ...businessHours,
    ...agents,
    ...databases,
    ...mcp,
    ...tools,
    ...knowledge,
    ...versions,
    ...conversations,
    ...engine,
    ...handOver,
    ...demo,
  ])
    serve(app, platform, route)
  serveMcpReturn(app, platform)
  serveChat(app, platform)
  serveFiles(app, platform)
  serveEvents(app, platform)
  serveOpenAi(app, platform)
  serveMcp(app, platform)

  app.options(
    `${prefix}/*`,
    async (c, next) => answerPreflight(c, methodsOf(c.req.path.slice(prefix.length))) ?? next(),
  )

  app.notFound(c => {
    const headers = startReply(c.req.raw)
    const methods = c.req.path.startsWith(`${prefix}/`) ? methodsOf(c.req.path.slice(prefix.length)) : []
    if (methods.length === 0)
      return problem('not-found', 'There is no such address. GET /docs lists all of them.', headers, platform.log)
    const response = problem('method-not-allowed', `Use ${methods.join(' or ')} here.`, headers, platform.log)
    response.headers.set('allow', methods.join(', '))
    return response
  })
  app.onError((error, c) => answerError(error, startReply(c.req.raw), platform.log))
  return app
}
