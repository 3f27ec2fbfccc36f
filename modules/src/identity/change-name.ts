import type { Me } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import { Unauthenticated } from '#errors'
import type { Visit } from '../route.ts'
import { renameMemberships } from './person-store.ts'
import { presentSession } from './present-session.ts'
import { meOf } from './sign-in.ts'
import { findMembership } from './store.ts'

/** Gives whoever asks another name, in every organization that they belong to. */
export async function changeName(platform: Platform, name: string, visit: Visit): Promise<Me> {
  const session = await presentSession(platform, visit)
  const membership = await findMembership(platform, session)
  if (!membership) throw new Unauthenticated()
  const { person } = session
  await platform.signIn.rename(person.id, name)
  await renameMemberships(platform, { userId: person.id, visit }, name)
  return meOf({ ...session, person: { ...person, name } }, membership)
}
