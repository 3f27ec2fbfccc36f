import { useCallback, useEffect, useSyncExternalStore } from 'react'

/** What a screen knows about something on the server: the last good value stays while it is fetched again. */
export type Query<T> = { value: T | undefined; problem: unknown; fetching: boolean }

type Entry = {
  query: Query<unknown>
  load: () => Promise<unknown>
  listeners: Set<() => void>
  fetchedAt: number
  inFlight: Promise<void> | undefined
}

const entries = new Map<string, Entry>()
const freshMs = 2_000
const nothing: Query<never> = { value: undefined, problem: undefined, fetching: false }

const entryFor = (key: string, load: () => Promise<unknown>): Entry => {
  const known = entries.get(key)
  if (known) return known
  const query = { ...nothing, fetching: true }
  const entry = { query, load, listeners: new Set<() => void>(), fetchedAt: 0, inFlight: undefined }
  entries.set(key, entry)
  return entry
}

const show = (entry: Entry, change: Partial<Query<unknown>>) => {
  entry.query = { ...entry.query, ...change }
  for (const listener of entry.listeners) listener()
}

const refetch = (entry: Entry): Promise<void> => {
  if (entry.inFlight) return entry.inFlight
  const settle = (change: Partial<Query<unknown>>) => {
    entry.inFlight = undefined
    entry.fetchedAt = Date.now()
    show(entry, { ...change, fetching: false })
  }
  entry.inFlight = entry.load().then(
    value => settle({ value, problem: undefined }),
    (problem: unknown) => settle({ problem }),
  )
  show(entry, { fetching: true })
  return entry.inFlight
}

/** Reads `key` through the cache; a null key reads nothing. `pollMs` looks at the value and says when to ask again. */
export const useQuery = <T>(
  key: string | null,
  load: () => Promise<T>,
  pollMs?: (value: T) => number | undefined,
): Query<T> => {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (key === null) return () => {}
      const entry = entryFor(key, load)
      entry.listeners.add(listener)
      return () => void entry.listeners.delete(listener)
    },
    [key, load],
  )
  const snapshot = () => (key === null ? nothing : entryFor(key, load).query) as Query<T>
  const query = useSyncExternalStore(subscribe, snapshot, () => nothing as Query<T>)

  useEffect(() => {
    if (key === null) return
    const entry = entryFor(key, load)
    entry.load = load
    if (Date.now() - entry.fetchedAt > freshMs) void refetch(entry)
    const again = () => void refetch(entry)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [key, load])

  const wait = query.value === undefined ? undefined : pollMs?.(query.value)
  useEffect(() => {
    if (key === null || wait === undefined || query.fetching) return
    const timer = setTimeout(() => void refetch(entryFor(key, load)), wait)
    return () => clearTimeout(timer)
  }, [key, load, wait, query.fetching])

  return query
}

/** Asks again for every key that starts so and is on screen; the others are asked again when they next are. */
export const refresh = async (prefix: string): Promise<void> => {
  const matching = [...entries].filter(([key]) => key.startsWith(prefix)).map(([, entry]) => entry)
  for (const entry of matching) entry.fetchedAt = 0
  await Promise.all(matching.filter(entry => entry.listeners.size > 0).map(refetchAfresh))
}

// An answer that is already on its way may be older than what has just been done.
const refetchAfresh = async (entry: Entry) => {
  await entry.inFlight
  await refetch(entry)
}

/** Forgets everything, because somebody else may sign in. */
export const forgetAll = () => entries.clear()
