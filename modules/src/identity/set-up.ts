import type { NewOrganization, SignedIn } from '@frontdesk/contract/accounts'
import { roles, scopeOfBuiltIn } from '@frontdesk/contract/permissions'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { Conflict } from '#errors'
import type { Visit } from '../route.ts'
import { countAttempt } from './attempts.ts'
import { mailVerification } from './mail-verification.ts'
import { mustBeUncommon } from './password.ts'
import { signedIn } from './sign-in.ts'
import { hasOrganization, keepFirstOrganization } from './store.ts'

/** Creates the first organization and signs its owner in. Throws Conflict once there is one; of two at once, one wins. */
export async function setUp(platform: Platform, wanted: NewOrganization, visit: Visit): Promise<SignedIn> {
  await countAttempt(platform, visit.ip, wanted.email)
  if (await hasOrganization(platform)) throw alreadySetUp()
  await mustBeUncommon(wanted.password, wanted.email, '/password')
  const { organizationName, name, email, password } = wanted
  // A set-up that was cut off after this step has left the account: its owner goes on with the same password.
  const session =
    (await platform.signIn.register({ name, email, password }, visit)) ??
    (await platform.signIn.signIn({ email, password }, visit))
  if (!session) throw new Conflict('This address has an account with another password. Use that one.')
  const organizationId = newId()
  const { person } = session
  const first = { organizationId, organizationName, userId: person.id, name, email: person.email, visit }
  if (await keepFirstOrganization(platform, first)) {
    await mailVerification(platform, person)
    return signedIn(session, {
      organization: { id: organizationId, name: organizationName },
      role: { id: 'owner', name: 'Owner', permissions: roles.owner, conversationScope: scopeOfBuiltIn.owner },
      requiresSecondFactor: false,
    })
  }
  await platform.signIn.signOut(session.token)
  throw alreadySetUp()
}

const alreadySetUp = () => new Conflict('This Frontdesk is set up already. Sign in, or ask its owner to invite you.')
