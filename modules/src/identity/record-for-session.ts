import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { findMembership, type Occasion, recordAtTheDoor } from './store.ts'

/** Notes what somebody did with their account, in the trail of the organization that their session works in. */
export const recordForSession = async (
  platform: Platform,
  session: Session,
  action: Parameters<typeof recordAtTheDoor>[2],
  visit: Occasion,
): Promise<void> => {
  const membership = await findMembership(platform, session)
  if (!membership) return
  const who = { organizationId: membership.organization.id, userId: session.person.id, visit }
  await recordAtTheDoor(platform, who, action)
}
