import { DoesNotOpen } from '@frontdesk/platform/gcm'
import type { Ctx } from '#context'
import { openSecret } from './open-secret.ts'
import { type Kept, selectOld, updateSealed } from './reseal-store.ts'
import { sealSecret } from './seal-secret.ts'
import type { SealedColumnName } from './sealed-columns.ts'

const atOnce = 500

type Resealed = { resealed: number; unreadable: number }

/** Seals anew what a column holds of older keys. Whoever reads or writes there meanwhile notices nothing. */
export const reseal = async (
  ctx: Ctx,
  column: SealedColumnName,
  newest: string | undefined,
  afterBatch?: () => void,
): Promise<Resealed> => {
  const sum = { resealed: 0, unreadable: 0 }
  let after: string[] | undefined
  for (;;) {
    const old = await selectOld(ctx, column, { newest, after, limit: atOnce })
    // One after the other, so that the first one asks for the keys and the rest know them.
    const fresh: Fresh[] = []
    for (const each of old) fresh.push(...(await sealedAnew(ctx, column, each)))
    sum.unreadable += old.length - fresh.length
    if (fresh.length > 0) {
      sum.resealed += await updateSealed(ctx, column, fresh)
      afterBatch?.()
    }
    // Whoever still knows the old key writes on: the next round is for that, and not this one for ever.
    if (old.length < atOnce) return sum
    after = old.at(-1)?.key
  }
}

type Fresh = Kept & { sealed: string }

const sealedAnew = async (ctx: Ctx, column: SealedColumnName, old: Kept): Promise<Fresh[]> => {
  const place = { column, row: old.key.join(' ') }
  try {
    return [{ ...old, sealed: await sealSecret(ctx, place, await openSecret(ctx, place, old.kept)) }]
  } catch (error) {
    if (error instanceof DoesNotOpen) return []
    throw error
  }
}
