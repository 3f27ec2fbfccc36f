import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

export const selectUnsealed = async ({ database }: Platform, limit: number) => {
  const [result] = await systemSql(database, [
    {
      text: `SELECT organization_id, seq, hash FROM audit_heads WHERE seq > sealed_seq ORDER BY organization_id LIMIT $1::int`,
      values: [limit],
    },
  ])
  return (result?.rows ?? []).map(row => ({
    organizationId: String(row.organization_id),
    seq: Number(row.seq),
    hash: String(row.hash),
  }))
}

export const markSealed = async ({ database }: Platform, organizationId: string, seq: number): Promise<void> => {
  await systemSql(database, [
    {
      text: 'UPDATE audit_heads SET sealed_seq = greatest(sealed_seq, $2::bigint) WHERE organization_id = $1::uuid',
      values: [organizationId, seq],
    },
  ])
}

/** The next organizations that have a head, in the order of their ids. */
export const selectHeads = async (
  { database }: Pick<Platform, 'database'>,
  after: string | undefined,
  limit: number,
): Promise<string[]> => {
  const text = `SELECT organization_id FROM audit_heads WHERE $1::uuid IS NULL OR organization_id > $1::uuid
    ORDER BY organization_id LIMIT $2::int`
  const [result] = await systemSql(database, [{ text, values: [after ?? null, limit] }])
  return (result?.rows ?? []).map(row => String(row.organization_id))
}

/** What comes after this entry counts as not signed. */
export const returnTo = async (
  { database }: Pick<Platform, 'database'>,
  organizationId: string,
  seq: number,
): Promise<void> => {
  const text = 'UPDATE audit_heads SET sealed_seq = least(sealed_seq, $2::bigint) WHERE organization_id = $1::uuid'
  await systemSql(database, [{ text, values: [organizationId, seq] }])
}
