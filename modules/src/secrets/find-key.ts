import { createSecretKey, randomBytes } from 'node:crypto'
import { DoesNotOpen } from '@frontdesk/platform/gcm'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { type DataKey, type WrappedKey, wrappedFor } from './data-key.ts'
import { knownKeys } from './known-keys.ts'
import type { Purpose } from './sealed-columns.ts'
import { findKey, findNewest, insertKey } from './store.ts'
import { mostUses } from './uses.ts'

/** The key that seals for this purpose; made when there is none yet, or when the last one is used up. */
export const keyToSeal = async (ctx: Ctx, purpose: Purpose): Promise<DataKey> => {
  const name = `${ctx.organizationId} ${purpose}`
  const known = knownKeys(ctx.platform).get(name, ctx.now())
  if (known) return known
  const newest = await findNewest(ctx, purpose)
  const usable = newest && newest.uses < mostUses ? newest : (await makeKey(ctx, purpose, newest)).key
  return unwrapped(ctx, usable, name)
}

/** Throws DoesNotOpen when the organization has no such key, or not any more. */
export const keyToOpen = async (ctx: Ctx, id: string): Promise<DataKey> => {
  const name = `${ctx.organizationId} ${id}`
  const known = knownKeys(ctx.platform).get(name, ctx.now())
  if (known) return known
  const found = await findKey(ctx, id)
  if (!found)
    throw new DoesNotOpen(`There is no data key ${id}: what it sealed was moved here, or the key was destroyed`)
  return unwrapped(ctx, found, name)
}

/** One more, to seal from now on; somebody else's, if they were faster. */
export const makeKey = async (
  ctx: Ctx,
  purpose: Purpose,
  before: WrappedKey | undefined,
): Promise<{ key: WrappedKey; isOurs: boolean }> => {
  const { keyWrapper } = ctx.platform
  const id = newId()
  const dataKey = createSecretKey(randomBytes(32))
  const wrapped = await keyWrapper.wrap(dataKey, wrappedFor(ctx.organizationId, purpose, id))
  const version = (before?.version ?? 0) + 1
  const key = await insertKey(ctx, { id, purpose, version, wrappedBy: keyWrapper.id, wrapped })
  return { key, isOurs: key.id === id }
}

const unwrapped = async (ctx: Ctx, wrapped: WrappedKey, name: string): Promise<DataKey> => {
  const { id, purpose, wrappedBy } = wrapped
  const of = wrappedFor(ctx.organizationId, purpose, id)
  const dataKey = { id, key: await ctx.platform.keyWrapper.unwrap(wrapped.wrapped, wrappedBy, of) }
  // A key that was made in a transaction that is rolled back was never there, and nobody may seal with it.
  ctx.afterCommit(() => knownKeys(ctx.platform).keep(name, dataKey, ctx.now()))
  return dataKey
}
