import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import type { Body } from './sealed-mail.ts'

type Kept = { id: string; part: keyof Body; kept: string }

/** The next mails to persons whose texts are still kept, each part of them by itself. */
export const selectPersonal = async (
  { database }: Platform,
  part: keyof Body,
  after: string | undefined,
  limit: number,
): Promise<Kept[]> => {
  const text = `SELECT id, ${part} AS kept FROM mails WHERE user_id IS NOT NULL AND ${part} IS NOT NULL
    AND ($1::uuid IS NULL OR id > $1::uuid) ORDER BY id LIMIT $2::int`
  const [result] = await systemSql(database, [{ text, values: [after ?? null, limit] }])
  return (result?.rows ?? []).map(({ id, kept }) => ({ id: String(id), part, kept: String(kept) }))
}

/** False when the mail was sent or emptied meanwhile. */
export const updatePersonal = async (
  { database }: Platform,
  { id, part, kept }: Kept,
  sealed: string,
): Promise<boolean> => {
  const text = `UPDATE mails SET ${part} = $3::text WHERE id = $1::uuid AND ${part} = $2::text`
  const [result] = await systemSql(database, [{ text, values: [id, kept, sealed] }])
  return result?.count === 1
}
