import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

const dayMs = 24 * 3_600_000
const eventsKeptForMs = 90 * dayMs
const alertsKeptForMs = 365 * dayMs

/** Throws away events of more than 90 days ago, and alerts of more than a year ago. Returns how many. */
export const trimSecurity = async ({ database, clock }: Platform): Promise<number> => {
  const before = (keptForMs: number) => [new Date(clock.now().getTime() - keptForMs)]
  const results = await systemSql(database, [
    { text: 'DELETE FROM security_events WHERE at < $1::timestamptz', values: before(eventsKeptForMs) },
    { text: 'DELETE FROM security_alerts WHERE created_at < $1::timestamptz', values: before(alertsKeptForMs) },
  ])
  return results.reduce((sum, { count }) => sum + count, 0)
}
