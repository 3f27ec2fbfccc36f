import type { PasskeyAnswer } from '@frontdesk/contract/passkeys'
import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { DomainError, NotFound } from '#errors'
import type { Visit } from '../route.ts'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import { freshUntil } from './fresh.ts'
import { linkedProviders } from './linked-providers.ts'
import { markFresh } from './mark-fresh.ts'
import { hasSecondFactorPasskey } from './own-factors.ts'
import { takePasskey } from './passkey-sign-in.ts'
import { presentSession } from './present-session.ts'
import { comeBack, depart } from './provider-trip.ts'
import { takeCode } from './second-factor.ts'
import { countSignIn } from './sign-in.ts'

type Proof = {
  password?: string | undefined
  code?: string | undefined
  answer?: PasskeyAnswer | undefined
  query?: string | undefined
}

/** Whether the session is fresh, and what its person can prove themselves with. */
export async function readConfirmation(platform: Platform, visit: Visit) {
  const session = await presentSession(platform, visit)
  const linked = await linkedProviders(platform, session.person)
  return {
    freshUntil: freshUntil(session, platform.clock.now())?.toISOString() ?? null,
    ways: {
      password: await platform.signIn.hasPassword(session.person.id),
      code: session.hasFactor,
      passkey: await hasSecondFactorPasskey(platform, session),
      providers: linked.map(({ id, name }) => ({ id, name })),
    },
  }
}

/**
 * Makes the session fresh for whoever proves anew that it is theirs. Throws Forbidden for what proves nothing, and
 * LimitReached after too many attempts.
 */
export async function confirmSession(platform: Platform, proof: Proof, visit: Visit) {
  const session = await presentSession(platform, visit)
  await prove(platform, session, proof, visit)
  return markFresh(platform, session, visit)
}

/** Where the browser goes to prove it with a service that is linked. Throws NotFound for any other. */
export async function beginProviderConfirmation(platform: Platform, provider: string, visit: Visit) {
  const { id, person } = await presentSession(platform, visit)
  const linked = await linkedProviders(platform, person)
  if (!linked.some(each => each.id === provider)) throw new NotFound('way to confirm')
  return depart(platform, provider, { to: 'confirm', sessionId: id })
}

const prove = async (platform: Platform, session: Session, proof: Proof, visit: Visit) => {
  const { password, code, answer, query } = proof
  if (code !== undefined) return takeCode(platform, session, code, visit)
  if (answer !== undefined) return takePasskey(platform, session, answer, visit)
  if (query !== undefined) return proveByProvider(platform, session, query, visit)
  const { id, email } = session.person
  await countSignIn(platform, email, visit)
  if (await platform.signIn.isPassword(id, password ?? '')) return
  announceAtTheDoor(platform, visit, 'authn_login_fail', { userId: id }, { step: 'confirmation' })
  throw new DomainError('forbidden', 'This is not your password. Check it.')
}

const proveByProvider = async (platform: Platform, { id, person }: Session, query: string, visit: Visit) => {
  const { proven, name } = await comeBack(platform, query, visit, { to: 'confirm', sessionId: id })
  if (await platform.signIn.provenAccounts?.isOf(person.id, proven)) return
  announceAtTheDoor(platform, visit, 'authn_login_fail', { userId: person.id }, { step: 'confirmation' })
  throw new DomainError('forbidden', `You are somebody else at ${name}. Sign in there as yourself, then try again.`)
}
