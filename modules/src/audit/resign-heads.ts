import type { Platform } from '@frontdesk/platform/platform'
import { readSeal, sealKey, sealOf } from './seal.ts'
import { returnTo, selectHeads } from './seal-store.ts'

const atOnce = 100

/** Signs again, with the secret of today, what the one before has signed: each head as it was then. Returns how many. */
export const resignHeads = async (platform: Platform): Promise<number> => {
  let signed = 0
  let after: string | undefined
  for (;;) {
    const organizations = await selectHeads(platform, after, atOnce)
    for (const organizationId of organizations) if (await resign(platform, organizationId)) signed += 1
    after = organizations.at(-1)
    if (after === undefined) return signed
  }
}

const resign = async ({ config: { secret, previousSecret }, ...platform }: Platform, organizationId: string) => {
  const kept = await platform.storage.get(sealKey(organizationId))
  if (!kept || previousSecret === undefined || readSeal({ secret }, organizationId, kept)) return false
  const seal = readSeal({ secret: previousSecret }, organizationId, kept)
  if (!seal) return false
  const { seq, hash, at } = seal
  const again = sealOf(secret, { organizationId, seq, hash, at })
  await platform.storage.put(sealKey(organizationId), Buffer.from(JSON.stringify(again)))
  // A server may have signed a later head in between, which this one has just replaced: that is signed again.
  await returnTo(platform, organizationId, seq)
  return true
}
