import type { Platform } from '@frontdesk/platform/platform'
import type { DataKey } from './data-key.ts'

/** So long may a process go on with a key after it was replaced or destroyed. */
export const knownForMs = 60_000
// Of many who need a key whose time is up, one asks whether it is still the right one, and the others go on meanwhile.
const askingForMs = 5_000
const mostKnown = 10_000

type Known = { key: DataKey; until: number; isAsked: boolean }

/** Unwrapped keys of one process, for a moment, so that sealing asks nobody. */
const createKnownKeys = () => {
  const known = new Map<string, Known>()
  const forgetOld = (now: number) => {
    // They lie in the order in which they end.
    for (const [name, { until }] of known) {
      if (until > now && known.size <= mostKnown) return
      known.delete(name)
    }
  }
  return {
    /** Undefined for whoever has to ask for it. */
    get: (name: string, now: Date): DataKey | undefined => {
      const found = known.get(name)
      const leftMs = found ? found.until - now.getTime() : 0
      if (!found || leftMs <= 0) return undefined
      if (leftMs > askingForMs || found.isAsked) return found.key
      found.isAsked = true
      return undefined
    },
    keep: (name: string, key: DataKey, now: Date): void => {
      known.delete(name)
      known.set(name, { key, until: now.getTime() + knownForMs, isAsked: false })
      forgetOld(now.getTime())
    },
    forget: (): void => known.clear(),
  }
}

const ofPlatforms = new WeakMap<Platform, ReturnType<typeof createKnownKeys>>()

export const knownKeys = (platform: Platform) => {
  const known = ofPlatforms.get(platform) ?? createKnownKeys()
  ofPlatforms.set(platform, known)
  return known
}
