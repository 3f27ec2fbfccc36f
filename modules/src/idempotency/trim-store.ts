import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

const keptForMs = 24 * 3_600_000

/** Forgets keys of more than a day ago: whoever repeats a request that late is taken at their word. Returns how many. */
export const trimKeys = async ({ database, clock }: Platform): Promise<number> => {
  const [removed] = await systemSql(database, [
    {
      text: 'DELETE FROM idempotency_keys WHERE created_at < $1::timestamptz',
      values: [new Date(clock.now().getTime() - keptForMs)],
    },
  ])
  return removed?.count ?? 0
}
