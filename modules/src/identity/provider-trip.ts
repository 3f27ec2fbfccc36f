import type { Platform } from '@frontdesk/platform/platform'
import { type Departure, type Proven, type Provider, ProviderFailure } from '@frontdesk/platform/providers/port'
import { createSealer } from '@frontdesk/platform/sealed-text'
import { DomainError, NotFound, Unauthenticated, Unavailable } from '#errors'
import type { Visit } from '../route.ts'
import { countAttempt } from './attempts.ts'
import { cookieLine, readCookie } from './session-cookie.ts'

const waitMs = 10 * 60_000
const cookieName = 'frontdesk-provider'

/** What somebody goes to a provider for: without a session of theirs, or for one that they have. */
type Errand = { to: 'sign-in' } | { to: 'join'; invitation: string } | { to: 'link' | 'confirm'; sessionId: string }
type Kept = Departure & { provider: string; until: number; errand: Errand }
export type Return = { proven: Proven; errand: Errand /** Of the provider, as people know it. */; name: string }

/** The services that people may sign in with; none where accounts are kept by a service that has its own. */
export const offeredProviders = ({ providers, signIn }: Platform): readonly Provider[] =>
  signIn.provenAccounts ? providers : []

/** Where the browser goes, and the cookie that it has to bring back within ten minutes. */
export const depart = async (platform: Platform, id: string, errand: Errand) => {
  const provider = offeredProviders(platform).find(({ config }) => config.id === id)
  if (!provider) throw new NotFound('way to sign in')
  const setOut = provider.begin(returnUrlOf(platform), { anew: errand.to === 'confirm' })
  const { url, departure } = await setOut.catch((error: unknown) => refuse(error, errand))
  const until = platform.clock.now().getTime() + waitMs
  const kept: Kept = { ...departure, provider: id, until, errand }
  const value = sealerOf(platform).seal(JSON.stringify(kept), cookieName)
  return { url, setCookie: cookieLine(platform.config.url, cookieName, value, new Date(until)) }
}

/**
 * Whom the provider vouches for. Throws Unauthenticated, or Forbidden where there is a session, for what another browser
 * began, for what has run out, and for what was begun for something else: `session` is the one that it has to be for.
 */
export const comeBack = async (
  platform: Platform,
  query: string,
  visit: Visit,
  session?: Extract<Errand, { sessionId: string }>,
): Promise<Return> => {
  const kept = departureOf(platform, visit)
  const provider = offeredProviders(platform).find(({ config }) => config.id === kept?.provider)
  await countAttempt(platform, visit.ip, kept?.state ?? 'no departure')
  if (!kept || !provider || !isFor(kept.errand, session))
    throw refusal('This took too long, or began in another browser. Begin again.', session)
  const cameBackTo = new URL(returnUrlOf(platform))
  cameBackTo.search = query
  const proven = await provider.finish(cameBackTo, kept).catch((error: unknown) => refuse(error, session))
  return { proven, errand: kept.errand, name: provider.config.name }
}

const isFor = (errand: Errand, session: Extract<Errand, { sessionId: string }> | undefined) =>
  session
    ? errand.to === session.to && errand.sessionId === session.sessionId
    : errand.to === 'sign-in' || errand.to === 'join'

const returnUrlOf = ({ config }: Platform) => `${config.url}/sign-in/return`

const sealerOf = ({ config }: Platform) => createSealer(config, 'provider sign-in')

const departureOf = (platform: Platform, { cookie }: Visit): Kept | undefined => {
  const value = cookie && readCookie(platform.config.url, cookieName, cookie)
  if (!value) return undefined
  try {
    const kept = JSON.parse(sealerOf(platform).open(value, cookieName)) as Kept
    return kept.until > platform.clock.now().getTime() ? kept : undefined
  } catch {
    // Whatever was not sealed here is no departure.
    return undefined
  }
}

/** Who has a session is not told that they have none. */
const refusal = (message: string, errand: Errand | undefined) =>
  errand && 'sessionId' in errand ? new DomainError('forbidden', message) : new Unauthenticated(message)

const refuse = (error: unknown, errand: Errand | undefined): never => {
  if (!(error instanceof ProviderFailure)) throw error
  if (error.retryable) throw new Unavailable(error.message, { cause: error, retryAfterMs: 5_000 })
  throw refusal(error.message, errand)
}
