import type { Me, SignedIn } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { Unauthenticated } from '#errors'
import type { Visit } from '../route.ts'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import { countAttempt } from './attempts.ts'
import { findMembership, type Membership, recordAtTheDoor } from './store.ts'

type Credentials = { email: string; password: string }

/**
 * Signs a person in. Throws Unauthenticated with one and the same sentence whatever was wrong, and LimitReached after
 * too many attempts from one place.
 */
export async function signIn(platform: Platform, credentials: Credentials, visit: Visit): Promise<SignedIn> {
  await countSignIn(platform, credentials.email, visit)
  const session = await platform.signIn.signIn(credentials, visit)
  if (!session) {
    announceAtTheDoor(platform, visit, 'authn_login_fail', { email: credentials.email })
    throw new Unauthenticated('The email address and the password do not fit together. Check both.')
  }
  return (await letIn(platform, session, visit)).reply
}

/** The end of every way in. Throws Unauthenticated, and ends the session, when its person belongs to no organization. */
export const letIn = async (platform: Platform, session: Session, visit: Visit) => {
  const membership = await findMembership(platform, session)
  if (membership) {
    const { organization } = membership
    const who = { organizationId: organization.id, userId: session.person.id, visit }
    await recordAtTheDoor(platform, who, 'session.started')
    return { reply: signedIn(session, membership), who }
  }
  await platform.signIn.signOut(session.token)
  throw new Unauthenticated('Your account belongs to no organization. Ask an owner to invite you.')
}

/** Counts an attempt to sign in, and tells whoever looks after the account when there were too many. */
export const countSignIn = (platform: Platform, email: string, visit: Visit): Promise<void> =>
  countAttempt(platform, visit.ip, email).catch((error: unknown) => {
    announceAtTheDoor(platform, visit, 'authn_login_fail_max', { email })
    throw error
  })

export const meOf = ({ person }: Session, { organization, role }: Membership): Me => ({
  user: person,
  organization,
  role: { id: role.id, name: role.name },
  permissions: [...role.permissions],
  conversationScopes: [role.conversationScope],
})

export const signedIn = (session: Session, membership: Membership): SignedIn => ({
  ...meOf(session, membership),
  session: { token: session.token, expiresAt: session.expiresAt.toISOString() },
})
