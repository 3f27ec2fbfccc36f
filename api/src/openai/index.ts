import { DomainError } from '@frontdesk/modules/errors'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { startReply } from '../serve.ts'
import { serveChatCompletions } from './chat-completions.ts'
import { answerOpenAiError } from './errors.ts'
import { serveModels } from './models.ts'
import { openAiPrefix } from './mount.ts'
import { serveResponses } from './responses.ts'

/** The door for everything that speaks OpenAI's API: each agent is a model. */
export const serveOpenAi = (app: Hono, platform: Platform) => {
  serveModels(app, platform)
  serveChatCompletions(app, platform)
  serveResponses(app, platform)
  app.all(`${openAiPrefix}/*`, c => {
    const message = `There is no ${c.req.method} ${c.req.path} here. Agents answer at /chat/completions and /responses.`
    return answerOpenAiError(new DomainError('not-found', message), startReply(c.req.raw), platform.log)
  })
}
