import type { Platform } from '@frontdesk/platform/platform'
import { sealKey, sealOf } from './seal.ts'
import { markSealed, selectUnsealed } from './seal-store.ts'

const everyMs = 5 * 60_000
const atOnce = 100

/** Signs where every trail has got to since the last time and keeps that in the storage. Returns how many. */
export const sealHeads = async (platform: Platform): Promise<number> => {
  let sealed = 0
  for (;;) {
    const heads = await selectUnsealed(platform, atOnce)
    for (const { organizationId, seq, hash } of heads) {
      const at = platform.clock.now().toISOString()
      const seal = sealOf(platform.config.secret, { organizationId, seq, hash, at })
      await platform.storage.put(sealKey(organizationId), Buffer.from(JSON.stringify(seal)))
      await markSealed(platform, organizationId, seq)
      sealed += 1
    }
    if (heads.length < atOnce) return sealed
  }
}

/**
 * Has the heads signed every five minutes, by every process: twice does no harm, and a queue of jobs that is asked each
 * second would cost the embedded database more. Returns how to stop, which signs once more.
 */
export const keepSealing = (platform: Platform): (() => Promise<void>) => {
  const seal = () =>
    sealHeads(platform).then(
      () => {},
      (error: unknown) => platform.log.warn('Heads of audit trails were not signed', { error }),
    )
  const timer = setInterval(() => void seal(), everyMs)
  return () => {
    clearInterval(timer)
    return seal()
  }
}
