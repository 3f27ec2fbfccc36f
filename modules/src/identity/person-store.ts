import { authSql, type Statement } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import { recording } from '#audit'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import { asThemselves, type DoorAction, type Occasion } from './store.ts'

type Who = { userId: string; visit: Occasion }
/** What was changed, where it is not the person. */
type About = { target: string; details?: Record<string, unknown> }

/** Notes what somebody did with their account, in the trail of every organization that it opens. */
export const recordForPerson = (
  platform: Platform,
  who: Who,
  action: DoorAction,
  about: About = { target: who.userId },
): Promise<void> => changeForPerson(platform, who, { action, about, changes: [] })

export const renameMemberships = (platform: Platform, who: Who, name: string): Promise<void> =>
  changeForPerson(platform, who, {
    action: 'person.renamed',
    about: { target: who.userId },
    changes: [{ text: 'UPDATE members SET name = $2 WHERE user_id = $1', values: [who.userId, name] }],
  })

export const readdressMemberships = (platform: Platform, who: Who, email: string): Promise<void> =>
  changeForPerson(platform, who, {
    action: 'email.changed',
    about: { target: who.userId },
    changes: [{ text: 'UPDATE members SET email = $2 WHERE user_id = $1', values: [who.userId, email] }],
  })

type Change = { action: DoorAction; about: About; changes: Statement[] }

const changeForPerson = async (platform: Platform, who: Who, { action, about, changes }: Change) => {
  const { database } = platform
  // In one order for all, so that of two at once one waits for the other and not both.
  const text = 'SELECT organization_id FROM members WHERE user_id = $1 ORDER BY organization_id'
  const [found] = await authSql(database, [{ text, values: [who.userId] }])
  const entries = (found?.rows ?? []).map(row =>
    recording(asThemselves(platform, { ...who, organizationId: String(row.organization_id) }), action, about),
  )
  const statements = [...changes, ...entries]
  if (statements.length > 0) await authSql(database, statements)
  announceAtTheDoor(platform, who.visit, action, { userId: who.userId }, about.details)
}
