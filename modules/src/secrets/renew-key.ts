import { record } from '#audit'
import type { Ctx } from '#context'
import type { WrappedKey } from './data-key.ts'
import { makeKey } from './find-key.ts'

/** Makes the next key of a purpose. False when somebody else just did. */
export const renewKey = (ctx: Ctx, before: WrappedKey): Promise<boolean> =>
  ctx.transaction(async within => {
    const { key, isOurs } = await makeKey(within, before.purpose, before)
    if (isOurs) await record(within, 'data-key.rotated', { target: key.id, details: { purpose: key.purpose } })
    return isOurs
  })
