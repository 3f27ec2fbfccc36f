import type { TurnStatus } from '@frontdesk/contract/chat'
import type { Ctx } from '#context'
import { engineOf } from './engine.ts'
import { followTurn } from './follow-turn.ts'
import { findTurn, requestCancel } from './read-store.ts'
import { stopWaiting } from './stop-turns.ts'

const patienceMs = 3_000

/**
 * Stops an answer, wherever it is written; what was shown until then is kept. One that waits for a person is not gone on
 * with, and its calls are refused. A turn that has ended stays as it is.
 */
export const cancelTurn = async (ctx: Ctx, turnId: string): Promise<{ turnId: string; status: TurnStatus }> => {
  ctx.must('conversations.reply')
  const { status } = await findTurn(ctx, turnId)
  if (status === 'waiting' && (await stopWaiting(ctx, turnId))) return { turnId, status: 'cancelled' }
  // Whoever waited may run again by now.
  if ((status !== 'running' && status !== 'waiting') || !(await requestCancel(ctx, turnId)))
    return { turnId, status: (await findTurn(ctx, turnId)).status }
  engineOf(ctx.platform).find(turnId)?.abort.abort(new Error('Stopped by the reader'))
  await ctx.platform.pubsub.publish('turns.stop', turnId)
  await followTurn(ctx, turnId, undefined, () => {}, AbortSignal.timeout(patienceMs))
  return { turnId, status: (await findTurn(ctx, turnId)).status }
}
