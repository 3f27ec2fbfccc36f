import type { Me } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import { NotFound, Unauthenticated } from '#errors'
import type { Visit } from '../route.ts'
import { forgetIdentities } from './identities.ts'
import { chooseOrganization } from './organization-store.ts'
import { presentSession } from './present-session.ts'
import { meOf } from './sign-in.ts'
import { findMembership } from './store.ts'

/** Goes on in another organization with the same session. Throws NotFound where its person does not belong. */
export async function switchOrganization(platform: Platform, organizationId: string, visit: Visit): Promise<Me> {
  const session = await presentSession(platform, visit)
  const choice = { sessionId: session.id, userId: session.person.id, organizationId }
  if (!(await chooseOrganization(platform, choice))) throw new NotFound('organization')
  await forgetIdentities(platform)
  const membership = await findMembership(platform, session)
  if (!membership) throw new Unauthenticated()
  return meOf(session, membership)
}
