import { record } from '#audit'
import type { Ctx } from '#context'
import type { WrappedKey } from './data-key.ts'
import { knownForMs } from './known-keys.ts'
import { isNeeded } from './reseal-store.ts'
import { deleteKey, noteUnused } from './rotation-store.ts'

// Who knows the key may seal with it for a minute more, in a transaction that takes its time, and who has read a secret
// that was sealed anew meanwhile wants to open it.
const unusedForMs = 3 * knownForMs

/**
 * What became of a key that a newer one has replaced: it goes when nothing needed it for three minutes. `wasNeeded`: until
 * just now, when the last secret that it had sealed was sealed anew.
 */
export const retireKey = async (
  ctx: Ctx,
  key: WrappedKey,
  wasNeeded: boolean,
): Promise<'retired' | 'resting' | 'needed'> => {
  if (await isNeeded(ctx, key)) {
    if (key.unusedSince) await noteUnused(ctx, key.id, null)
    return 'needed'
  }
  if (wasNeeded || !key.unusedSince) {
    await noteUnused(ctx, key.id, ctx.now())
    return 'resting'
  }
  if (ctx.now().getTime() - key.unusedSince.getTime() < unusedForMs) return 'resting'
  await ctx.transaction(async within => {
    if (await deleteKey(within, key.id))
      await record(within, 'data-key.retired', { target: key.id, details: { purpose: key.purpose } })
  })
  return 'retired'
}
