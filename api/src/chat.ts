import * as contract from '@frontdesk/contract/chat'
import type { Ctx } from '@frontdesk/modules/context'
import { findTurn, type Position, type Said, say } from '@frontdesk/modules/engine/index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import type { ReplyHeaders } from './reply-headers.ts'
import { json, mount } from './serve.ts'
import { answerIn, endingOf, turnStream } from './turn-stream.ts'
import { positionOf, uiMessageStream } from './ui-message-stream.ts'

/** The streaming endpoints: the answer flows while it is written, and whoever loses the thread finds it again. */
export const serveChat = (app: Hono, platform: Platform) => {
  mount(app, platform, contract.chat, async ({ ctx, input, headers }, request) => {
    const said = await say(ctx, input.body as contract.NewChatMessage)
    if (wantsJson(request)) return json(await wholeAnswer(ctx, said, request.signal), 200, headers)
    return streamOf(ctx, request, said, undefined, headers)
  })
  mount(app, platform, contract.streamTurn, async ({ ctx, input, headers }, request) => {
    const turnId = input.parameters.turnId ?? ''
    const { conversationId } = await findTurn(ctx, turnId)
    const position = positionOf(request.headers.get('last-event-id'), turnId)
    return streamOf(ctx, request, { turnId, conversationId }, position, headers)
  })
}

const wantsJson = (request: Request) => {
  const accept = request.headers.get('accept') ?? ''
  return accept.includes('application/json') && !accept.includes('text/event-stream')
}

const streamOf = (ctx: Ctx, request: Request, said: Said, position: Position | undefined, about: ReplyHeaders) => {
  const { write } = uiMessageStream(said.turnId, said.conversationId, position !== undefined)
  const headers = { ...about, 'x-vercel-ai-ui-message-stream': 'v1' }
  return turnStream({ ctx, request, said, position, headers, write })
}

const wholeAnswer = async (
  ctx: Ctx,
  { turnId, conversationId }: Said,
  signal: AbortSignal,
): Promise<contract.ChatAnswer> => {
  return { conversationId, turnId, ...answerIn(await endingOf(ctx, turnId, signal)) }
}
