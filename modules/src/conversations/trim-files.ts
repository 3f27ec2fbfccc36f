import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import { fileKey } from './file-store.ts'

const keptForMs = 24 * 3_600_000
const atOnce = 500

/** Throws away pictures that were uploaded a day ago and never sent. Returns how many. */
export const trimFiles = async ({ database, clock, storage }: Platform): Promise<number> => {
  const before = new Date(clock.now().getTime() - keptForMs)
  const [unsent] = await systemSql(database, [
    {
      text: `SELECT organization_id, id FROM files WHERE conversation_id IS NULL AND created_at < $1::timestamptz
        ORDER BY created_at LIMIT $2::int`,
      values: [before, atOnce],
    },
  ])
  const rows = unsent?.rows ?? []
  if (rows.length === 0) return 0
  // The content first: whoever fails in between finds the row again.
  for (const { organization_id, id } of rows) await storage.delete(fileKey(String(organization_id), String(id)))
  const [removed] = await systemSql(database, [
    {
      text: 'DELETE FROM files WHERE conversation_id IS NULL AND id = ANY($1::uuid[])',
      values: [rows.map(({ id }) => id)],
    },
  ])
  return removed?.count ?? 0
}
