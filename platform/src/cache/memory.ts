import type { Cache } from './port.ts'

interface Entry {
  value: string
  until: number
}

const mostCharacters = 16_000_000

/** Keeps at most 16 million characters and then forgets what was used longest ago. */
export function createMemoryCache(now: () => number = Date.now): Cache {
  // A Map remembers the order of insertion; what is read is inserted again, so the oldest stands first.
  const entries = new Map<string, Entry>()
  let characters = 0

  function forget(key: string): Entry | undefined {
    const entry = entries.get(key)
    if (!entry) return undefined
    entries.delete(key)
    characters -= key.length + entry.value.length
    return entry
  }

  function remember(key: string, entry: Entry): void {
    forget(key)
    entries.set(key, entry)
    characters += key.length + entry.value.length
    for (const oldest of entries.keys()) {
      if (characters <= mostCharacters) break
      forget(oldest)
    }
  }

  return {
    get: async key => {
      const entry = forget(key)
      if (!entry || entry.until <= now()) return undefined
      remember(key, entry)
      return entry.value
    },
    set: async (key, value, { ttlMs }) => remember(key, { value, until: now() + ttlMs }),
    delete: async key => void forget(key),
  }
}
