import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

const keptForMs = 30 * 24 * 3_600_000

/** Empties mails of more than 30 days ago that are kept or have failed; what was sent is empty already. Returns how many. */
export const trimMails = async ({ database, clock }: Platform): Promise<number> => {
  const [emptied] = await systemSql(database, [
    {
      text: `UPDATE mails SET text = NULL, html = NULL
        WHERE status <> 'queued' AND text IS NOT NULL AND created_at < $1::timestamptz`,
      values: [new Date(clock.now().getTime() - keptForMs)],
    },
  ])
  return emptied?.count ?? 0
}
