import type { Ctx } from '#context'
import { engineOf } from './engine.ts'
import { findTurn, readProgress } from './read-store.ts'
import type { Position, TurnEvent } from './turn.ts'

const lookEveryMs = 250

/**
 * Tells a reader everything of an answer after `position`, then what follows, to its end; from memory where this
 * process writes the answer, from the database otherwise. Throws NotFound before anything is told.
 */
export const followTurn = async (
  ctx: Ctx,
  turnId: string,
  position: Position | undefined,
  tell: (event: TurnEvent) => void,
  signal: AbortSignal,
): Promise<void> => {
  const live = engineOf(ctx.platform).find(turnId)
  if (live?.lease.organizationId !== ctx.organizationId) {
    await findTurn(ctx, turnId)
    return readAlong(ctx, turnId, position, tell, signal)
  }
  const left = await listenTo(live, position, tell, signal)
  if (left) await readAlong(ctx, turnId, left, tell, signal)
}

type Live = NonNullable<ReturnType<ReturnType<typeof engineOf>['find']>>

/** Resolves at the end of the answer, or with where the reader stands when the answer is written elsewhere now. */
const listenTo = (live: Live, position: Position | undefined, tell: (event: TurnEvent) => void, signal: AbortSignal) =>
  new Promise<Position | undefined>(resolve => {
    if (signal.aborted) return resolve(undefined)
    let at: Position = position ?? { attempt: live.lease.attempt, offset: 0 }
    let stop = () => {}
    let ended = false
    const done = (left?: Position) => {
      ended = true
      stop()
      signal.removeEventListener('abort', leave)
      live.handedOver.removeEventListener('abort', move)
      resolve(left)
    }
    const leave = () => done()
    const move = () => done(at)
    signal.addEventListener('abort', leave)
    live.handedOver.addEventListener('abort', move)
    stop = live.listen(event => {
      at = { attempt: event.attempt, offset: 'offset' in event ? event.offset : 0 }
      tell(event)
      if (event.kind === 'end') done()
    }, position)
    if (ended) stop()
  })

const readAlong = async (
  ctx: Ctx,
  turnId: string,
  position: Position | undefined,
  tell: (event: TurnEvent) => void,
  signal: AbortSignal,
) => {
  const news = await listenForNews(ctx, turnId)
  try {
    let at = position
    while (!signal.aborted) {
      const progress = await readProgress(ctx, turnId, at ?? { attempt: 0, offset: 0 })
      const { attempt, from, text, ending } = progress
      if (!at) tell({ kind: 'begin', attempt })
      else if (at.attempt !== attempt) tell({ kind: 'reset', attempt })
      at = { attempt, offset: from + text.length }
      if (text !== '') tell({ kind: 'text', attempt, offset: at.offset, text })
      if (ending) return tell({ kind: 'end', attempt, ending })
      // It may have come to this process since: then memory is faster than looking.
      const live = engineOf(ctx.platform).find(turnId)
      if (live) {
        const left = await listenTo(live, at, tell, signal)
        if (!left) return
        at = left
      } else await news.wait(lookEveryMs)
    }
  } finally {
    news.close()
  }
}

/** Messages only say "look now"; one that is lost costs a quarter of a second. */
const listenForNews = async (ctx: Ctx, turnId: string) => {
  let wake = () => {}
  const close = await ctx.platform.pubsub.subscribe(`turn:${turnId}`, () => wake())
  return {
    close,
    wait: (ms: number) =>
      new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}
