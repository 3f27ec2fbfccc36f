import type { Ctx } from '#context'
import { addUses } from './store.ts'

// Random nonces of 96 bits are safe for 2^32 texts under one key. Half of that leaves room for what was not counted: the
// last few of every process that ends, and what others seal until they hear of the next key.
export const mostUses = 2 ** 31

const countedEvery = 2 ** 12
const mostCounted = 10_000

const counts = new Map<string, number>()

/** Notes in round numbers that a key has sealed; nobody waits for it. */
export const countUse = ({ platform, organizationId }: Ctx, id: string): void => {
  const uses = (counts.get(id) ?? 0) + 1
  counts.set(id, uses >= countedEvery ? 0 : uses)
  if (uses >= countedEvery)
    addUses(platform, organizationId, id, uses).catch((error: unknown) => {
      counts.set(id, (counts.get(id) ?? 0) + uses)
      platform.log.warn('The uses of a data key were not counted', { error })
    })
  if (counts.size <= mostCounted) return
  const [oldest] = counts.keys()
  if (oldest !== undefined) counts.delete(oldest)
}
