import type { Platform } from '@frontdesk/platform/platform'
import type { Identity } from './identity.ts'

/** Also how long another process may go on believing in what was just ended here, should its message be lost. */
const mostAgeMs = 1_000
const mostEntries = 10_000
/** Told whenever somebody's rights have ended or changed, in any process. */
export const identityTopic = 'identity'

type Entry = { until: number; found: Promise<Identity | undefined> }
type Known = { entries: Map<string, Entry> }

const knownBy = new WeakMap<Platform, Known>()

/** Who these credentials stand for, looked up at most once a second however many ask at once. */
export const remembered = (
  platform: Platform,
  credentials: string,
  lookUp: () => Promise<Identity | undefined>,
): Promise<Identity | undefined> => {
  const { entries } = knownBy.get(platform) ?? listen(platform)
  const now = platform.clock.now().getTime()
  const known = entries.get(credentials)
  if (known && known.until > now) return known.found
  const entry: Entry = { until: now + mostAgeMs, found: lookUp() }
  remember(entries, credentials, entry)
  void entry.found.then(
    identity => {
      if (!identity) forget(entries, credentials, entry)
      else if (identity.endsAt) entry.until = Math.min(entry.until, identity.endsAt.getTime())
    },
    () => forget(entries, credentials, entry),
  )
  return entry.found
}

/** To be called once something has ended in the database: from now on everybody is looked up afresh. */
export const forgetIdentities = (platform: Platform): Promise<void> => {
  knownBy.get(platform)?.entries.clear()
  return platform.pubsub.publish(identityTopic, 'ended')
}

const listen = (platform: Platform): Known => {
  const known: Known = { entries: new Map() }
  knownBy.set(platform, known)
  void platform.pubsub.subscribe(identityTopic, () => known.entries.clear())
  return known
}

/** What was looked up longest ago goes first: a Map keeps the order of insertion. */
const remember = (entries: Map<string, Entry>, credentials: string, entry: Entry) => {
  entries.delete(credentials)
  entries.set(credentials, entry)
  for (const oldest of entries.keys()) {
    if (entries.size <= mostEntries) break
    entries.delete(oldest)
  }
}

const forget = (entries: Map<string, Entry>, credentials: string, entry: Entry) => {
  if (entries.get(credentials) === entry) entries.delete(credentials)
}
