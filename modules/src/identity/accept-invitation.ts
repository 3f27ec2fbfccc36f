import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { Conflict, Invalid } from '#errors'
import type { Visit } from '../route.ts'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import type { Invited } from './invitation-store.ts'
import { invitedBy, joinAs } from './join.ts'
import { mustBeUncommon } from './password.ts'
import { presentSession } from './present-session.ts'
import { countSignIn } from './sign-in.ts'

type Acceptance = { token: string; account?: { name?: string | undefined; password: string } | undefined }

/** What the link invites to. Throws NotFound alike for links that were used, taken back, have run out or never were. */
export async function readInvitation(platform: Platform, token: string, { ip }: Visit) {
  const { organizationName, email, role } = await invitedBy(platform, token, ip)
  return { organizationName, email, roleName: role.name, hasAccount: await platform.signIn.isTaken(email) }
}

/**
 * Joins with the session of the invited address, or with a name and password for it. The session then works in the
 * organization. Throws NotFound for a link that no longer works, Forbidden for somebody else's.
 */
export async function acceptInvitation(
  platform: Platform,
  { token, account }: Acceptance,
  visit: Visit,
): Promise<SignedIn> {
  const invited = await invitedBy(platform, token, visit.ip)
  if (!account) {
    const session = await presentSession(platform, visit)
    return joinAs(platform, invited, { session, isOwn: false, isNewAccount: false }, visit)
  }
  await countSignIn(platform, invited.email, visit)
  const { session, isNewAccount } = await sessionFor(platform, invited, { account, visit })
  return joinAs(platform, invited, { session, isOwn: true, isNewAccount }, visit)
}

/** A new account; or the one that an earlier attempt, or another organization, has left. */
const sessionFor = async (
  platform: Platform,
  { email }: Invited,
  { account: { name, password }, visit }: { account: NonNullable<Acceptance['account']>; visit: Visit },
): Promise<{ session: Session; isNewAccount: boolean }> => {
  const { signIn } = platform
  const known = await signIn.isTaken(email)
  if (!known && !name) throw new Invalid('Say what you are called.', [{ pointer: '/account/name', message: 'A name' }])
  if (!known) await mustBeUncommon(password, email, '/account/password')
  const made = known ? undefined : await signIn.register({ name: name ?? '', email, password }, visit)
  const session = made ?? (await signIn.signIn({ email, password }, visit))
  if (session) return { session, isNewAccount: made !== undefined }
  announceAtTheDoor(platform, visit, 'authn_login_fail', { email })
  throw new Conflict('This address has an account with another password. Use that one.')
}
