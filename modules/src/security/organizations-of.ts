import type { Platform } from '@frontdesk/platform/platform'
import type { NewEvent } from './event.ts'
import type { Waiting } from './waiting.ts'
import { selectPeople } from './watch-store.ts'

type Placed = { organizationId: string; event: NewEvent }

/**
 * Where each event belongs: what happens to an account, in every organization of its person. An address that nobody
 * has belongs nowhere; only the log tells of it, and not which address it was.
 */
export const organizationsOf = async (platform: Platform, items: Waiting[]): Promise<Placed[]> => {
  const wanted = {
    userIds: items.flatMap(({ of }) => ('userId' in of ? of.userId : [])),
    emails: items.flatMap(({ of }) => ('email' in of ? of.email.toLowerCase() : [])),
  }
  const known = wanted.userIds.length + wanted.emails.length > 0 ? await selectPeople(platform, wanted) : []
  const people = new Map(known.flatMap(person => [[person.userId, person] as const, [person.email, person] as const]))
  const strangers: NewEvent[] = []
  const placed = items.flatMap(({ of, event }) => {
    if ('organizationId' in of) return [{ organizationId: of.organizationId, event }]
    const person = people.get('userId' in of ? of.userId : of.email.toLowerCase())
    if (!person) strangers.push(event)
    const told = { ...event, actor: event.actor ?? person?.userId }
    return (person?.organizationIds ?? []).map(organizationId => ({ organizationId, event: told }))
  })
  if (strangers.length > 0) tellOf(platform, strangers)
  return placed
}

// One line however many: whoever tries addresses at random does not fill the log either.
const tellOf = ({ log }: Platform, events: NewEvent[]) => {
  const attempts = events.reduce((sum, { count }) => sum + count, 0)
  const ips = [...new Set(events.flatMap(({ ip }) => ip ?? []))]
  log.info('Attempts to sign in without an account', { attempts, from: ips.slice(0, 10).join(' '), places: ips.length })
}
