import type { Ctx } from '#context'
import { engineOf } from './engine.ts'

/**
 * Ends every turn of a conversation that runs or waits, within the transaction of whoever takes it over; what was
 * planned and not yet sent is not done. A call that is under way already is heard to its end.
 */
export const stopTurns = async (within: Ctx, conversationId: string, reason: string): Promise<void> => {
  const values = [within.organizationId, conversationId, within.now()]
  const [refused, stopped] = await within.sql([
    {
      text: `UPDATE tool_calls SET state = 'refused', reason = $4::text, finished_at = $3::timestamptz
        WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND state IN ('planned', 'waiting') RETURNING id`,
      values: [...values, reason],
    },
    {
      text: `UPDATE turns SET status = 'superseded', finished_at = $3::timestamptz
        WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND status IN ('running', 'waiting') RETURNING id`,
      values,
    },
  ])
  if (!refused || !stopped) return
  const ids = stopped.rows.map(row => String(row.id))
  within.afterCommit(() => {
    for (const id of ids) announceStop(within, id, reason)
  })
}

/** Ends a turn that waits for a person; true when it still waited. What it was to do is not done. */
export const stopWaiting = (ctx: Ctx, turnId: string): Promise<boolean> =>
  ctx.transaction(async within => {
    const values = [within.organizationId, turnId, within.now()]
    const waits = `organization_id = $1::uuid AND id = $2::uuid AND status = 'waiting'`
    const [, stopped] = await within.sql([
      {
        text: `UPDATE tool_calls SET state = 'refused', reason = 'The answer was cancelled.', finished_at = $3::timestamptz
          WHERE organization_id = $1::uuid AND turn_id = $2::uuid AND state IN ('planned', 'waiting')
            AND EXISTS (SELECT FROM turns WHERE ${waits})`,
        values,
      },
      {
        text: `UPDATE turns SET status = 'cancelled', finished_at = $3::timestamptz WHERE ${waits} RETURNING id`,
        values,
      },
    ])
    return stopped?.rows[0] !== undefined
  })

/** Whatever process writes this answer stops. */
export const announceStop = ({ platform }: Ctx, turnId: string, reason: string): void => {
  engineOf(platform).find(turnId)?.abort.abort(new Error(reason))
  void platform.pubsub.publish('turns.stop', turnId)
}
