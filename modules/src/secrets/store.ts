import { authSql, firstRow, type Row, type Statement, tenantSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import type { WrappedKey } from './data-key.ts'
import type { Purpose } from './sealed-columns.ts'

const columns = 'id, purpose, version, wrapped_by, wrapped, uses, created_at, unused_since'

const newest = ({ organizationId }: Ctx, purpose: Purpose): Statement => ({
  text: `SELECT ${columns} FROM data_keys WHERE organization_id = $1::uuid AND purpose = $2::text
    ORDER BY version DESC LIMIT 1`,
  values: [organizationId, purpose],
})

/** The one that seals from now on. */
export const findNewest = async (ctx: Ctx, purpose: Purpose): Promise<WrappedKey | undefined> =>
  keyOf(firstRow(await ctx.sql([newest(ctx, purpose)])))

type NewKey = Pick<WrappedKey, 'id' | 'purpose' | 'version' | 'wrappedBy' | 'wrapped'>

/** Keeps it as the newest, and gives the one that is: of two that are made at the same moment the first stays. */
export const insertKey = async (ctx: Ctx, key: NewKey): Promise<WrappedKey> => {
  const results = await ctx.sql([
    {
      text: `INSERT INTO data_keys (organization_id, id, purpose, version, wrapped_by, wrapped, created_at)
        VALUES ($1::uuid, $2::uuid, $3::text, $4::int, $5::text, $6::text, $7::timestamptz)
        ON CONFLICT (organization_id, purpose, version) DO NOTHING`,
      values: [ctx.organizationId, key.id, key.purpose, key.version, key.wrappedBy, key.wrapped, ctx.now()],
    },
    newest(ctx, key.purpose),
  ])
  const kept = keyOf(firstRow(results, 1))
  if (!kept) throw new Error('A data key was destroyed while it was made')
  return kept
}

export const findKey = async (ctx: Ctx, id: string): Promise<WrappedKey | undefined> => {
  const text = `SELECT ${columns} FROM data_keys WHERE organization_id = $1::uuid AND id = $2::uuid`
  return keyOf(firstRow(await ctx.sql([{ text, values: [ctx.organizationId, id] }])))
}

/** All of an organization, those of a purpose together and the newest of them first. */
export const selectKeys = async (ctx: Ctx): Promise<WrappedKey[]> => {
  const text = `SELECT ${columns} FROM data_keys WHERE organization_id = $1::uuid ORDER BY purpose, version DESC`
  const [result] = await ctx.sql([{ text, values: [ctx.organizationId] }])
  return (result?.rows ?? []).flatMap(row => keyOf(row) ?? [])
}

/** Outside of whatever transaction is open: how often a key was used stays true also when that is rolled back. */
export const addUses = async (
  { database }: Platform,
  organizationId: string,
  id: string,
  uses: number,
): Promise<void> => {
  const text = 'UPDATE data_keys SET uses = uses + $3::bigint WHERE organization_id = $1::uuid AND id = $2::uuid'
  await tenantSql(database, organizationId, [{ text, values: [organizationId, id, uses] }])
}

/** The next organizations after one, in the order of their ids. */
export const selectOrganizations = async (
  { database }: Platform,
  after: string | undefined,
  limit: number,
): Promise<string[]> => {
  const text = `SELECT organization_id FROM organizations WHERE $1::uuid IS NULL OR organization_id > $1::uuid
    ORDER BY organization_id LIMIT $2::int`
  const [result] = await authSql(database, [{ text, values: [after ?? null, limit] }])
  return (result?.rows ?? []).map(row => String(row.organization_id))
}

const keyOf = (row: Row | undefined): WrappedKey | undefined =>
  row && {
    id: String(row.id),
    purpose: row.purpose as Purpose,
    version: Number(row.version),
    wrappedBy: String(row.wrapped_by),
    wrapped: String(row.wrapped),
    uses: Number(row.uses),
    createdAt: row.created_at as Date,
    unusedSince: (row.unused_since as Date | null) ?? undefined,
  }
