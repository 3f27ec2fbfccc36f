import * as contract from '@frontdesk/contract/chat'
import type { Ctx } from '@frontdesk/modules/context'
import { watchSight } from '@frontdesk/modules/conversations/index'
import { type Ending, findTurn, followTurn, type Position, say } from '@frontdesk/modules/engine/index'
import { Conflict, Unavailable } from '@frontdesk/modules/errors'
import { watchIdentity } from '@frontdesk/modules/identity/index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { credentialsOf } from './enter.ts'
import type { ReplyHeaders } from './reply-headers.ts'
import { json, mount } from './serve.ts'
import { eventStream } from './sse.ts'
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

type Said = { turnId: string; conversationId: string }

const wantsJson = (request: Request) => {
  const accept = request.headers.get('accept') ?? ''
  return accept.includes('application/json') && !accept.includes('text/event-stream')
}

/** Whoever may read the answer no longer, or no longer sees the conversation, reads no further. */
const streamOf = (
  ctx: Ctx,
  request: Request,
  { turnId, conversationId }: Said,
  position: Position | undefined,
  about: ReplyHeaders,
) => {
  const headers = {
    ...about,
    'x-vercel-ai-ui-message-stream': 'v1',
    'x-turn-id': turnId,
    'x-conversation-id': conversationId,
  }
  return eventStream(headers, (sink, signal) => {
    const stream = uiMessageStream(turnId, conversationId, position !== undefined)
    const stopWatching = watchIdentity(ctx.platform, credentialsOf(request), ctx, () => sink.close())
    const stopLooking = watchSight(ctx, conversationId, () => sink.close())
    followTurn(ctx, turnId, position, event => sink.send(stream.write(event)), signal)
      .catch((error: unknown) => ctx.platform.log.warn('A stream broke off', { error, turnId }))
      .finally(() => {
        stopWatching()
        stopLooking()
        sink.close()
      })
  })
}

const wholeAnswer = async (
  ctx: Ctx,
  { turnId, conversationId }: Said,
  signal: AbortSignal,
): Promise<contract.ChatAnswer> => {
  let ending: Ending | undefined
  await followTurn(
    ctx,
    turnId,
    undefined,
    event => {
      if (event.kind === 'end') ending = event.ending
    },
    signal,
  )
  const { messageId: id = null, seq = null, text = '', citations = [], status } = ending ?? {}
  if (status === 'handed-over' && (id === null || seq === null))
    return { conversationId, turnId, status, message: null }
  if (id === null || seq === null || status === undefined || status === 'superseded') throw unanswered(ending)
  return { conversationId, turnId, status, message: { id, seq, text, citations } }
}

const unanswered = (ending: Ending | undefined) => {
  if (ending?.status === 'superseded') return new Conflict('A newer message came in; its answer covers this one too.')
  if (ending?.status === 'cancelled') return new Conflict('The answer was stopped before it said anything.')
  const reason = ending?.trace.error?.message ?? 'The answer could not be finished'
  return new Unavailable(`${reason.replace(/[.…]$/, '')}. Ask again in a moment.`, { retryAfterMs: 5_000 })
}
