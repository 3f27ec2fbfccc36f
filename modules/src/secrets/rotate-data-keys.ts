import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { type Ctx, createCtx, systemActor } from '#context'
import type { WrappedKey } from './data-key.ts'
import { knownKeys } from './known-keys.ts'
import { renewKey } from './renew-key.ts'
import { reseal } from './reseal.ts'
import { isNeeded } from './reseal-store.ts'
import { retireKey } from './retire-key.ts'
import { rewrapKeys } from './rewrap-keys.ts'
import { columnsOf, sealedColumns } from './sealed-columns.ts'
import { selectKeys, selectOrganizations } from './store.ts'

const none = {
  organizations: 0,
  /** Data keys that hung on the secret before. */
  rewrapped: 0,
  /** New data keys. */
  made: 0,
  /** Secrets that are under their newest key now. */
  resealed: 0,
  /** Older keys that are gone. */
  retired: 0,
  /** Older keys that nothing needs, and that go when nobody can know them any more: come back in a minute. */
  resting: 0,
  /** Older keys that something needs still. */
  needed: 0,
  /** Secrets that none of the keys here opens. */
  unreadable: 0,
  /** Data keys that hang on a secret that is not here: nothing is sealed with them, and no new ones take their place. */
  lost: 0,
}
export type Rotation = typeof none

type How = {
  /** A key of less than a day is new enough, so that a rotation that was broken off goes on instead of beginning anew. */
  evenNewKeys?: boolean
  /** The secret that they hang on is gone for good. With it, and a wrong one here, new keys would lock the servers out. */
  evenLostKeys?: boolean
  afterBatch?: () => void
}

const newForMs = 24 * 60 * 60_000

/**
 * One round of replacing data keys, while others read and write: every organization gets new keys, and what the old ones
 * sealed is sealed anew. Broken off anywhere it harms nothing. Old keys go in a later round, when nothing rests.
 */
export const rotateDataKeys = async (platform: Platform, how: How = {}): Promise<Rotation> => {
  let sum = none
  let after: string | undefined
  for (;;) {
    const organizations = await selectOrganizations(platform, after, 100)
    for (const organizationId of organizations) sum = added(sum, await rotate(ctxOf(platform, organizationId), how))
    after = organizations.at(-1)
    if (after === undefined) return sum
  }
}

const ctxOf = (platform: Platform, organizationId: string) =>
  createCtx(platform, { organizationId, actor: systemActor('system'), requestId: `rotation-${newId()}` })

const rotate = async (ctx: Ctx, how: How): Promise<Rotation> => {
  const { rewrapped, lost } = await rewrapKeys(ctx, await selectKeys(ctx))
  const sum = { ...none, organizations: 1, rewrapped, lost }
  for (const newest of newestOf(await selectKeys(ctx)))
    if (isDue(ctx, newest, how) && (await renewKey(ctx, newest))) sum.made += 1
  // What was made just now is not what this process seals with so far.
  knownKeys(ctx.platform).forget()
  const keys = await selectKeys(ctx)
  const newest = newestOf(keys)
  const old = keys.filter(key => !newest.includes(key))
  const needed = new Set<WrappedKey>()
  for (const key of old) if (await isNeeded(ctx, key)) needed.add(key)
  for (const column of sealedColumns) {
    const current = newest.find(({ purpose }) => columnsOf(purpose).includes(column))
    const { resealed, unreadable } = await reseal(ctx, column, current?.id, how.afterBatch)
    sum.resealed += resealed
    sum.unreadable += unreadable
  }
  for (const key of old) sum[await retireKey(ctx, key, needed.has(key))] += 1
  return sum
}

const isDue = (ctx: Ctx, { createdAt, wrappedBy }: WrappedKey, { evenNewKeys, evenLostKeys }: How): boolean =>
  wrappedBy === ctx.platform.keyWrapper.id
    ? evenNewKeys === true || ctx.now().getTime() - createdAt.getTime() >= newForMs
    : evenLostKeys === true

/** They come with the newest of each purpose first. */
const newestOf = (keys: WrappedKey[]): WrappedKey[] =>
  keys.filter(({ purpose }, index) => keys[index - 1]?.purpose !== purpose)

const added = (one: Rotation, other: Rotation): Rotation => {
  const names = Object.keys(none) as (keyof Rotation)[]
  return Object.fromEntries(names.map(name => [name, one[name] + other[name]])) as Rotation
}
