import type { Me } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import { Conflict, NotFound, Unauthenticated } from '#errors'
import type { Visit } from '../route.ts'
import { authenticate, sessionToken } from './authenticate.ts'
import { forgetIdentities } from './identities.ts'
import { chooseOrganization } from './organization-store.ts'
import { meOf } from './sign-in.ts'
import { findMembership } from './store.ts'

/** Goes on in another organization with the same session. Throws NotFound where its person does not belong. */
export async function switchOrganization(platform: Platform, organizationId: string, visit: Visit): Promise<Me> {
  const token = sessionToken(platform, visit)
  if (!token && (await authenticate(platform, visit)))
    throw new Conflict('An API key belongs to one organization. Make a key in the other one.')
  const session = token && (await platform.signIn.find(token))
  if (!session) throw new Unauthenticated()
  const choice = { sessionId: session.id, userId: session.person.id, organizationId }
  if (!(await chooseOrganization(platform, choice))) throw new NotFound('organization')
  await forgetIdentities(platform)
  const membership = await findMembership(platform, session)
  if (!membership) throw new Unauthenticated()
  return meOf(session, membership)
}
