import type { ChatAnswer } from '@frontdesk/contract/chat'
import type { Ctx } from '@frontdesk/modules/context'
import { watchSight } from '@frontdesk/modules/conversations/index'
import { type Ending, followTurn, type Position, type Said, type TurnEvent } from '@frontdesk/modules/engine/index'
import { Conflict, Unavailable } from '@frontdesk/modules/errors'
import { watchIdentity } from '@frontdesk/modules/identity/index'
import { credentialsOf } from './enter.ts'
import { eventStream } from './sse.ts'

type Reader = {
  /** Who asked; `within` is whom they asked for, where that is somebody else. */
  ctx: Ctx
  within?: Ctx
  request: Request
  said: Said
  position?: Position | undefined
  headers: Record<string, string>
  write(event: TurnEvent): string
}

/** An answer as it is written. Whoever may read it no longer, or no longer sees the conversation, reads no further. */
export const turnStream = ({ ctx, within = ctx, request, said, position, headers, write }: Reader): Response => {
  const { turnId, conversationId } = said
  return eventStream({ ...headers, ...turnHeaders(said) }, (sink, signal) => {
    const stopWatching = watchIdentity(ctx.platform, credentialsOf(request), ctx, () => sink.close())
    const stopLooking = watchSight(within, conversationId, () => sink.close())
    followTurn(within, turnId, position, event => sink.send(write(event)), signal)
      .catch((error: unknown) => ctx.platform.log.warn('A stream broke off', { error, turnId }))
      .finally(() => {
        stopWatching()
        stopLooking()
        sink.close()
      })
  })
}

export const turnHeaders = ({ turnId, conversationId }: Said) => ({
  'x-turn-id': turnId,
  'x-conversation-id': conversationId,
})

/** How the turn ended; undefined for whoever left before. */
export const endingOf = async (ctx: Ctx, turnId: string, signal: AbortSignal): Promise<Ending | undefined> => {
  let ending: Ending | undefined
  const keep = (event: TurnEvent) => {
    if (event.kind === 'end') ending = event.ending
  }
  await followTurn(ctx, turnId, undefined, keep, signal)
  return ending
}

/** What was answered: nothing where people have the conversation. Throws Conflict or Unavailable where there is no answer. */
export const answerIn = (ending: Ending | undefined): Pick<ChatAnswer, 'status' | 'message'> => {
  const { messageId: id = null, seq = null, text = '', citations = [], status } = ending ?? {}
  if (status === 'handed-over' && (id === null || seq === null)) return { status, message: null }
  if (id === null || seq === null || status === undefined || status === 'superseded') throw unanswered(ending)
  return { status, message: { id, seq, text, citations } }
}

/** Why there is no answer, as an error. */
export const unanswered = (ending: Ending | undefined) => {
  if (ending?.status === 'superseded') return new Conflict('A newer message came in; its answer covers this one too.')
  if (ending?.status === 'cancelled') return new Conflict('The answer was stopped before it said anything.')
  const reason = ending?.trace.error?.message ?? 'The answer could not be finished'
  return new Unavailable(`${reason.replace(/[.…]$/, '')}. Ask again in a moment.`, { retryAfterMs: 5_000 })
}
