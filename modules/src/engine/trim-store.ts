import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

const keptForMs = 3_600_000

/** Forgets the pieces of answers that ended an hour ago, whose message holds the whole by then, or that are gone. Returns how many. */
export const trimAnswerChunks = async ({ database, clock }: Platform): Promise<number> => {
  const [removed] = await systemSql(database, [
    {
      text: `DELETE FROM answer_chunks c WHERE NOT EXISTS (
        SELECT FROM turns t WHERE t.organization_id = c.organization_id AND t.id = c.turn_id
          AND (t.status = 'running' OR t.finished_at >= $1::timestamptz))`,
      values: [new Date(clock.now().getTime() - keptForMs)],
    },
  ])
  return removed?.count ?? 0
}
