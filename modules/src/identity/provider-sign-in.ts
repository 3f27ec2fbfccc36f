import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import { type Departure, type Provider, ProviderFailure } from '@frontdesk/platform/providers/port'
import { createSealer } from '@frontdesk/platform/sealed-text'
import { NotFound, Unauthenticated, Unavailable } from '#errors'
import type { Visit } from '../route.ts'
import { countAttempt } from './attempts.ts'
import { cookieLine, readCookie } from './session-cookie.ts'
import { letIn } from './sign-in.ts'
import { recordAtTheDoor } from './store.ts'

const waitMs = 10 * 60_000
const cookieName = 'frontdesk-provider'

type Kept = Departure & { provider: string; until: number }

/** The services that people may sign in with; none where accounts are kept by a service that has its own. */
export const offeredProviders = ({ providers, signIn }: Platform): readonly Provider[] =>
  signIn.provenAccounts ? providers : []

/** Where the browser goes, and the cookie that it has to bring back within ten minutes. */
export const beginProviderSignIn = async (platform: Platform, id: string) => {
  const provider = offeredProviders(platform).find(({ config }) => config.id === id)
  if (!provider) throw new NotFound('way to sign in')
  const { url, departure } = await provider.begin(returnUrlOf(platform)).catch(refused)
  const until = platform.clock.now().getTime() + waitMs
  const kept: Kept = { ...departure, provider: id, until }
  const value = sealerOf(platform).seal(JSON.stringify(kept), cookieName)
  return { url, setCookie: cookieLine(platform.config.url, cookieName, value, new Date(until)) }
}

/**
 * Signs in whom the provider vouches for. Throws Unauthenticated for what another browser began, for what has run out,
 * and for somebody whose account here is not surely the same person's.
 */
export const finishProviderSignIn = async (platform: Platform, query: string, visit: Visit): Promise<SignedIn> => {
  const kept = departureOf(platform, visit)
  const provider = offeredProviders(platform).find(({ config }) => config.id === kept?.provider)
  await countAttempt(platform, visit.ip, kept?.state ?? 'no departure')
  if (!kept || !provider) throw new Unauthenticated('This took too long, or began in another browser. Begin again.')
  const cameBackTo = new URL(returnUrlOf(platform))
  cameBackTo.search = query
  const proven = await provider.finish(cameBackTo, kept).catch(refused)
  const found = await platform.signIn.provenAccounts?.signIn(proven, { ip: visit.ip, userAgent: visit.userAgent })
  if (!found)
    throw new Unauthenticated(
      `No account here is surely yours by ${provider.config.name}. Sign in with your password and confirm your address in your profile; without an account, ask an owner to invite you.`,
    )
  const { reply, who } = await letIn(platform, found.session, visit)
  if (found.isNew) await recordAtTheDoor(platform, who, 'session.provider-linked')
  return reply
}

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

const refused = (error: unknown): never => {
  if (!(error instanceof ProviderFailure)) throw error
  if (error.retryable) throw new Unavailable(error.message, { cause: error, retryAfterMs: 5_000 })
  throw new Unauthenticated(error.message)
}
