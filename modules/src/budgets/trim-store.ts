import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

const keptForMs = 40 * 24 * 3_600_000

/** Throws away counters that nobody used for 40 days, which would be counted anew, and what calls held that never ended. Returns how many. */
export const trimBudgets = async ({ database, clock }: Platform): Promise<number> => {
  const now = clock.now()
  const removed = await systemSql(database, [
    {
      text: 'DELETE FROM budget_counters WHERE used_at < $1::timestamptz',
      values: [new Date(now.getTime() - keptForMs)],
    },
    { text: 'DELETE FROM budget_holds WHERE held_until < $1::timestamptz', values: [now] },
  ])
  return removed.reduce((sum, { count }) => sum + count, 0)
}
