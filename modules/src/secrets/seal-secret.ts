import type { Ctx } from '#context'
import { boundTo, type Place, sealedBy } from './data-key.ts'
import { keyToSeal } from './find-key.ts'
import { sealedColumn } from './sealed-columns.ts'
import { countUse } from './uses.ts'

/**
 * How a secret of the organization rests in this place: nobody reads it in the table or a backup, and moved to another row,
 * column or organization it does not open. Joins an open transaction; asks the database once a minute at most.
 */
export const sealSecret = async (ctx: Ctx, place: Place, text: string): Promise<string> => {
  const key = await keyToSeal(ctx, sealedColumn(place.column).purpose)
  countUse(ctx, key.id)
  return sealedBy(key, text, boundTo(ctx.organizationId, place))
}
