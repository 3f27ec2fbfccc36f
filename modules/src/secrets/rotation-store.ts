import type { Ctx } from '#context'
import type { WrappedKey } from './data-key.ts'

/** False when somebody else wrapped it anew meanwhile. */
export const updateWrapped = async (
  ctx: Ctx,
  { id, wrappedBy }: WrappedKey,
  fresh: Pick<WrappedKey, 'wrappedBy' | 'wrapped'>,
): Promise<boolean> => {
  const text = `UPDATE data_keys SET wrapped_by = $4::text, wrapped = $5::text
    WHERE organization_id = $1::uuid AND id = $2::uuid AND wrapped_by = $3::text RETURNING id`
  const [result] = await ctx.sql([
    { text, values: [ctx.organizationId, id, wrappedBy, fresh.wrappedBy, fresh.wrapped] },
  ])
  return result?.rows[0] !== undefined
}

export const noteUnused = async (ctx: Ctx, id: string, since: Date | null): Promise<void> => {
  const text = 'UPDATE data_keys SET unused_since = $3::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid'
  await ctx.sql([{ text, values: [ctx.organizationId, id, since] }])
}

/** False when it is gone already. */
export const deleteKey = async (ctx: Ctx, id: string): Promise<boolean> => {
  const text = 'DELETE FROM data_keys WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING id'
  const [result] = await ctx.sql([{ text, values: [ctx.organizationId, id] }])
  return result?.rows[0] !== undefined
}
