import type { SignedIn } from '@frontdesk/contract/accounts'
import { roles } from '@frontdesk/contract/permissions'
import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { Unauthenticated } from '#errors'
import { countAttempt } from './attempts.ts'
import { findMembership, type Membership } from './store.ts'

type Credentials = { email: string; password: string }

/**
 * Signs a person in. Throws Unauthenticated with one and the same sentence whatever was wrong, and LimitReached after
 * too many attempts from one place.
 */
export async function signIn(platform: Platform, credentials: Credentials, ip: string): Promise<SignedIn> {
  await countAttempt(platform, ip, credentials.email)
  const session = await platform.signIn.signIn(credentials)
  if (!session) throw new Unauthenticated('The email address and the password do not fit together. Check both.')
  const membership = await findMembership(platform, session.person.id)
  if (membership) return signedIn(session, membership)
  await platform.signIn.signOut(session.token)
  throw new Unauthenticated('Your account belongs to no organization. Ask an owner to invite you.')
}

export const signedIn = (session: Session, { organization, role }: Membership): SignedIn => ({
  user: session.person,
  organization,
  role,
  permissions: [...roles[role]],
  session: { token: session.token, expiresAt: session.expiresAt.toISOString() },
})
