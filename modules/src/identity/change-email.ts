import type { Me } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import { Conflict, Unauthenticated } from '#errors'
import { queuePersonalMail } from '#mail'
import type { Visit } from '../route.ts'
import { emailChangeAskedMail, emailChangedMail, emailChangeMail } from './account-mail.ts'
import { countAttempt, countMail } from './attempts.ts'
import { noSuchLink } from './no-such-link.ts'
import { readdressMemberships } from './person-store.ts'
import { presentSession } from './present-session.ts'
import { meOf } from './sign-in.ts'
import { findMembership } from './store.ts'

const validMs = 24 * 60 * 60 * 1000

/**
 * Mails a link to the address that whoever asks wants to have, and tells the present one; says nothing of whether an
 * account has it already. Throws Conflict where it is theirs already, or cannot be changed here.
 */
export async function askEmailChange(platform: Platform, email: string, visit: Visit): Promise<void> {
  const { person } = await presentSession(platform, visit)
  const { emailChange } = platform.signIn
  const wanted = email.toLowerCase()
  if (wanted === person.email) throw new Conflict('That is your address already.')
  if (!emailChange.isPossible)
    throw new Conflict('Your address is kept by the service that knows people. Ask whoever runs this server.')
  await countMail(platform, visit.ip, wanted)
  const { url } = platform.config
  const token = await emailChange.issue(person.id, wanted, validMs)
  const link = { kind: 'email-change' as const, to: wanted, ...emailChangeMail(url, token ?? '') }
  await queuePersonalMail(platform, token && person.id, link)
  await queuePersonalMail(platform, person.id, {
    kind: 'email-changed',
    to: person.email,
    ...emailChangeAskedMail(url),
  })
}

/**
 * Makes the new address count, for whoever opens its link with a session of the person who asked: a stranger at a
 * mistyped address gets no account. Throws NotFound alike for every link that does not work.
 */
export async function changeEmail(platform: Platform, token: string, visit: Visit): Promise<Me> {
  const session = await presentSession(platform, visit)
  const membership = await findMembership(platform, session)
  if (!membership) throw new Unauthenticated()
  await countAttempt(platform, visit.ip, token)
  const { person: before } = session
  const person = await platform.signIn.emailChange.finish(before.id, token)
  if (!person) throw await noSuchLink(platform, visit)
  if (person === 'taken') throw new Conflict('Another account has this address by now. Choose another one.')
  await readdressMemberships(platform, { userId: person.id, visit }, person.email)
  const { url } = platform.config
  await queuePersonalMail(platform, person.id, { kind: 'email-changed', to: before.email, ...emailChangedMail(url) })
  return meOf({ ...session, person }, membership)
}
