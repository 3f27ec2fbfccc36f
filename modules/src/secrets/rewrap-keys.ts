import { DoesNotOpen } from '@frontdesk/platform/gcm'
import { record } from '#audit'
import type { Ctx } from '#context'
import { type WrappedKey, wrappedFor } from './data-key.ts'
import { updateWrapped } from './rotation-store.ts'

type Rewrapped = { rewrapped: number; lost: number }

/** Has keys hang on the secret of today. Those that hang on a secret that is not here are lost, until it is. */
export const rewrapKeys = async (ctx: Ctx, keys: WrappedKey[]): Promise<Rewrapped> => {
  const { keyWrapper } = ctx.platform
  const sum = { rewrapped: 0, lost: 0 }
  for (const key of keys.filter(({ wrappedBy }) => wrappedBy !== keyWrapper.id)) {
    const wrapped = await wrappedAnew(ctx, key)
    if (wrapped === undefined) sum.lost += 1
    else if (await keep(ctx, key, wrapped)) sum.rewrapped += 1
  }
  return sum
}

const wrappedAnew = async (ctx: Ctx, { id, purpose, wrappedBy, wrapped }: WrappedKey): Promise<string | undefined> => {
  const { keyWrapper } = ctx.platform
  const of = wrappedFor(ctx.organizationId, purpose, id)
  try {
    return await keyWrapper.wrap(await keyWrapper.unwrap(wrapped, wrappedBy, of), of)
  } catch (error) {
    if (error instanceof DoesNotOpen) return undefined
    throw error
  }
}

const keep = (ctx: Ctx, key: WrappedKey, wrapped: string): Promise<boolean> =>
  ctx.transaction(async within => {
    const isOurs = await updateWrapped(within, key, { wrappedBy: ctx.platform.keyWrapper.id, wrapped })
    if (isOurs) await record(within, 'data-key.rewrapped', { target: key.id, details: { purpose: key.purpose } })
    return isOurs
  })
