import type { Platform } from '@frontdesk/platform/platform'
import { sealKey, sealOf } from './seal.ts'
import { markSealed, selectUnsealed } from './seal-store.ts'

const queue = 'audit.seal'
const everyFiveMinutes = '*/5 * * * *'
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

/** Has the heads signed every five minutes; whoever stops the server signs once more. */
export const keepSealing = async (platform: Platform): Promise<void> => {
  await platform.jobs.work(queue, async () => void (await sealHeads(platform)))
  await platform.jobs.schedule(queue, everyFiveMinutes)
}
