import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { Conflict, DomainError } from '#errors'
import type { Visit } from '../route.ts'
import { invitedBy, joinAs } from './join.ts'
import { recordForPerson } from './person-store.ts'
import type { Return } from './provider-trip.ts'
import { tellOfProviders } from './tell-of-account.ts'

/**
 * Joins as whom the provider vouches for, with the account that it opens or a new one without a password. Throws
 * Forbidden unless the provider has seen that the invited address is theirs, Conflict when that address has an account
 * which need not be theirs, and NotFound for an invitation that no longer works.
 */
export const joinByProvider = async (
  platform: Platform,
  invitation: string,
  cameBack: Return,
  visit: Visit,
): Promise<SignedIn> => {
  const invited = await invitedBy(platform, invitation, visit.ip)
  mustVouchFor(invited.email, cameBack)
  const { session, isNewAccount } = await sessionFor(platform, cameBack, visit)
  if (session.person.email !== invited.email) {
    await platform.signIn.signOut(session.token)
    throw refusal(`${cameBack.name} opens an account of another address here. Sign out there, or join with a password.`)
  }
  return joinAs(platform, invited, { session, isOwn: true, isNewAccount }, visit)
}

const mustVouchFor = (email: string, { proven, name }: Return) => {
  if (proven.email.toLowerCase() !== email)
    throw refusal(`This invitation is for ${email}, and at ${name} you have another address. Join with a password.`)
  if (!proven.emailVerified)
    throw refusal(`${name} has not seen that ${email} is yours. Confirm the address there, or join with a password.`)
}

/** The account that the provider opens already, a new one, or of two at once the one that the other has just made. */
const sessionFor = async (
  platform: Platform,
  { proven, name }: Return,
  visit: Visit,
): Promise<{ session: Session; isNewAccount: boolean }> => {
  const accounts = platform.signIn.provenAccounts
  const known = await accounts?.signIn(proven, visit)
  const made = known ? undefined : await accounts?.register(proven, visit)
  if (made) return { session: made, isNewAccount: true }
  const found = known ?? (await accounts?.signIn(proven, visit))
  if (!found)
    throw new Conflict(
      'This address has an account here that has not confirmed it, so it need not be yours. Join with its password.',
    )
  const { session, isNew } = found
  if (isNew) {
    await recordForPerson(platform, { userId: session.person.id, visit }, 'person.provider-linked', {
      target: session.person.id,
      details: { provider: name },
    })
    await tellOfProviders(platform, session.person, { name, isLinked: true })
  }
  return { session, isNewAccount: false }
}

const refusal = (message: string) => new DomainError('forbidden', message)
