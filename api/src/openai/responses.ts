import { ResponseRequest } from '@frontdesk/contract/openai'
import type { Ctx } from '@frontdesk/modules/context'
import { findTurn } from '@frontdesk/modules/engine/index'
import { NotFound } from '@frontdesk/modules/errors'
import { isId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { sayable } from '../answer-errors.ts'
import { json } from '../serve.ts'
import { endingOf, turnStream } from '../turn-stream.ts'
import { begin } from './begin.ts'
import { failureOf, wholeEnding } from './ending.ts'
import { openAiError } from './errors.ts'
import { ignoredIn, refuseUnsupported } from './fields.ts'
import { mountOpenAi } from './mount.ts'
import { readMessages } from './read-messages.ts'
import { type About, begun, ended, failed, responseOf, turnIdOf } from './response.ts'
import { responseEvents } from './response-events.ts'

export const serveResponses = (app: Hono, platform: Platform) => {
  mountOpenAi(
    app,
    platform,
    { method: 'POST', path: '/responses', permission: 'conversations.reply', body: ResponseRequest },
    async asked => {
      const { ctx, body, headers, request } = asked
      refuseUnsupported(body)
      const told = readMessages(
        typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : body.input,
        '/input',
      )
      const said = await begin(asked, body, told, await continuedBy(ctx, body))
      const ignored = ignoredIn(body, told.hasInstructions)
      const about: About = {
        ...said,
        metadata: { ...body.metadata, ...(ignored ? { ignored } : {}) },
        previousId: body.previous_response_id ?? null,
      }
      if (!body.stream)
        return json(responseOf(about, ended(await wholeEnding(said, request.signal), said.turnId)), 200, headers)
      return turnStream({
        ctx,
        within: said.within,
        request,
        said,
        headers,
        write: responseEvents(about, platform.log),
      })
    },
  )
  mountOpenAi(
    app,
    platform,
    { method: 'GET', path: '/responses/:id', permission: 'conversations.read' },
    async ({ ctx, parameter, headers, request }) => {
      const { id: turnId, conversationId, agentId, status, startedAt } = await turnOf(ctx, parameter)
      const createdAt = Math.floor(startedAt.getTime() / 1_000)
      const about: About = { turnId, conversationId, agentId, createdAt, metadata: {}, previousId: null }
      if (status === 'running') return json(responseOf(about, begun), 200, headers)
      const ending = await endingOf(ctx, turnId, request.signal)
      const failure = failureOf(ending)
      if (ending && !failure) return json(responseOf(about, ended(ending, turnId)), 200, headers)
      const state = failed(openAiError(sayable(failure, headers, platform.log)))
      return json(responseOf(about, state), 200, headers)
    },
  )
}

/** The conversation that is to be gone on with: named, or that of an earlier response. */
const continuedBy = async (ctx: Ctx, { previous_response_id: previous, conversation, metadata }: ResponseRequest) => {
  if (previous) return (await turnOf(ctx, previous)).conversationId
  const named = typeof conversation === 'string' ? conversation : conversation?.id
  return named ?? metadata?.conversation_id
}

const turnOf = (ctx: Ctx, responseId: string) => {
  const turnId = turnIdOf(responseId).toLowerCase()
  if (!isId(turnId)) throw new NotFound('response')
  return findTurn(ctx, turnId).catch((error: unknown) => {
    throw error instanceof NotFound ? new NotFound('response') : error
  })
}
