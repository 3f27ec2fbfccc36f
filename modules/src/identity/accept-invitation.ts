import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import type { Person, Session } from '@frontdesk/platform/sign-in/port'
import { Conflict, DomainError, Invalid, NotFound } from '#errors'
import { announce } from '../notices.ts'
import type { Visit } from '../route.ts'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import { countAttempt } from './attempts.ts'
import { forgetIdentities } from './identities.ts'
import { hashToken } from './invitation.ts'
import { findInvited, type Invited, useInvitation } from './invitation-store.ts'
import { mailVerification } from './mail-verification.ts'
import { chooseOrganization } from './organization-store.ts'
import { mustBeUncommon } from './password.ts'
import { mustHaveShown, presentSession } from './present-session.ts'
import { countSignIn, signedIn } from './sign-in.ts'

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
  if (account) await countSignIn(platform, invited.email, visit)
  const { session, isNew } = account
    ? await sessionFor(platform, invited, { account, visit })
    : { session: await presentSession(platform, visit), isNew: false }
  try {
    await join(platform, invited, session, visit)
  } catch (error) {
    // A session that was begun for this alone would be left to nobody.
    if (account) await platform.signIn.signOut(session.token)
    throw error
  }
  const { organizationId, organizationName, role } = invited
  await chooseOrganization(platform, { sessionId: session.id, userId: session.person.id, organizationId })
  await forgetIdentities(platform)
  const person = await proven(platform, session.person, { invited, isNew })
  return signedIn(
    { ...session, person },
    {
      organization: { id: organizationId, name: organizationName },
      role,
      requiresSecondFactor: false,
    },
  )
}

const join = async (platform: Platform, invited: Invited, session: Session, visit: Visit) => {
  mustHaveShown(session)
  if (session.person.email !== invited.email) throw someoneElses()
  if (!(await useInvitation(platform, invited, session, visit))) throw new NotFound('invitation')
  announce(platform, {
    what: 'member.joined',
    of: { organizationId: invited.organizationId },
    actor: session.person.id,
    ip: visit.ip,
    userAgent: visit.userAgent,
    requestId: visit.requestId,
    details: { target: session.person.id, role: invited.role.id },
  })
}

/** The link out of the mail proves the address; whoever comes by another one gets a mail to do so. */
const proven = async (
  platform: Platform,
  person: Person,
  { invited, isNew }: { invited: Invited; isNew: boolean },
): Promise<Person> => {
  if (person.emailVerified) return person
  if (invited.isMailed && platform.mail) {
    await platform.signIn.keepVerified(person.id, invited.email)
    return { ...person, emailVerified: true }
  }
  if (isNew) await mailVerification(platform, person)
  return person
}

/** Links that lead nowhere count together, as guesses; those of an office that joins on one day count each by itself. */
const invitedBy = async (platform: Platform, token: string, ip: string): Promise<Invited> => {
  await countAttempt(platform, ip, token)
  const invited = await findInvited(platform, hashToken(token))
  if (invited) return invited
  await countAttempt(platform, ip, 'no invitation')
  throw new NotFound('invitation')
}

/** A new account; or the one that an earlier attempt, or another organization, has left. */
const sessionFor = async (
  platform: Platform,
  { email }: Invited,
  { account: { name, password }, visit }: { account: NonNullable<Acceptance['account']>; visit: Visit },
): Promise<{ session: Session; isNew: boolean }> => {
  const { signIn } = platform
  const known = await signIn.isTaken(email)
  if (!known && !name) throw new Invalid('Say what you are called.', [{ pointer: '/account/name', message: 'A name' }])
  if (!known) await mustBeUncommon(password, email, '/account/password')
  const made = known ? undefined : await signIn.register({ name: name ?? '', email, password }, visit)
  const session = made ?? (await signIn.signIn({ email, password }, visit))
  if (session) return { session, isNew: made !== undefined }
  announceAtTheDoor(platform, visit, 'authn_login_fail', { email })
  throw new Conflict('This address has an account with another password. Use that one.')
}

const someoneElses = () =>
  new DomainError('forbidden', 'This invitation is for another address. Sign out, and open the link again.')
