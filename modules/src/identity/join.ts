import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import type { Person, Session } from '@frontdesk/platform/sign-in/port'
import { Conflict, DomainError, NotFound } from '#errors'
import { announce } from '../notices.ts'
import type { Visit } from '../route.ts'
import { countAttempt } from './attempts.ts'
import { owesCode } from './complete.ts'
import { forgetIdentities } from './identities.ts'
import { hashToken } from './invitation.ts'
import { findInvited, type Invited, isMember, useInvitation } from './invitation-store.ts'
import { mailVerification } from './mail-verification.ts'
import { chooseOrganization } from './organization-store.ts'
import { signedIn } from './sign-in.ts'

/** Links that lead nowhere count together, as guesses; those of an office that joins on one day count each by itself. */
export const invitedBy = async (platform: Platform, token: string, ip: string): Promise<Invited> => {
  await countAttempt(platform, ip, token)
  const invited = await findInvited(platform, hashToken(token))
  if (invited) return invited
  await countAttempt(platform, ip, 'no invitation')
  throw new NotFound('invitation')
}

type Joining = {
  session: Session
  /** It began for this alone, so it ends where this fails: it would be left to nobody. */
  isOwn: boolean
  isNewAccount: boolean
}

/**
 * The end of every way to join: the person of the session belongs to the organization, and the session works there.
 * Throws Forbidden where the invitation is for another address, Conflict for whoever belongs there already, and NotFound
 * when it has just been used.
 */
export const joinAs = async (
  platform: Platform,
  invited: Invited,
  { session, isOwn, isNewAccount }: Joining,
  visit: Visit,
): Promise<SignedIn> => {
  try {
    await join(platform, invited, session, visit)
  } catch (error) {
    if (isOwn) await platform.signIn.signOut(session.token)
    throw error
  }
  const { organizationId, organizationName, role } = invited
  await chooseOrganization(platform, { sessionId: session.id, userId: session.person.id, organizationId })
  await forgetIdentities(platform)
  const person = await proven(platform, session.person, { invited, isNewAccount })
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
  // A session that begins here has shown nothing but what it began with.
  if (owesCode(session))
    throw new DomainError(
      'second-factor-required',
      'Your account has a second factor. Sign in with it first, then open the invitation again.',
    )
  const { person } = session
  if (person.email !== invited.email) throw someoneElses()
  if (await isMember(platform, invited.organizationId, person.id))
    throw new Conflict(`You belong to ${invited.organizationName} already. Sign in as always.`)
  if (!(await useInvitation(platform, invited, session, visit))) throw new NotFound('invitation')
  announce(platform, {
    what: 'member.joined',
    of: { organizationId: invited.organizationId },
    actor: person.id,
    ip: visit.ip,
    userAgent: visit.userAgent,
    requestId: visit.requestId,
    details: { target: person.id, role: invited.role.id },
  })
}

/** The link out of the mail proves the address; whoever comes by another one gets a mail to do so. */
const proven = async (
  platform: Platform,
  person: Person,
  { invited, isNewAccount }: { invited: Invited; isNewAccount: boolean },
): Promise<Person> => {
  if (person.emailVerified) return person
  if (invited.isMailed && platform.mail) {
    await platform.signIn.keepVerified(person.id, invited.email)
    return { ...person, emailVerified: true }
  }
  if (isNewAccount) await mailVerification(platform, person)
  return person
}

const someoneElses = () =>
  new DomainError('forbidden', 'This invitation is for another address. Sign out, and open the link again.')
