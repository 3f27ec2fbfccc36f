import type * as OpenId from 'openid-client'
import type { ProviderConfig } from '../provider-config.ts'
import { type Departure, type Proven, type Provider, ProviderFailure } from './port.ts'

export const patienceSeconds = 5
/** How long ago somebody may have signed in there who is asked to prove it anew. */
const anewWithinSeconds = 300

type Tokens = Awaited<ReturnType<typeof OpenId.authorizationCodeGrant>>
export type Library = typeof OpenId

/** What differs between the services that speak OAuth 2. */
export type Dialect = {
  scope: string
  /** There are ID tokens, which repeat the nonce. */
  isOpenId: boolean
  /** It can be told to ask whoever is signed in there already, and says when they last signed in. */
  asksAnew: boolean
  /** The service's addresses. Throws while it is away. */
  configure(openId: Library, execute: ((server: OpenId.Configuration) => void)[]): Promise<OpenId.Configuration>
  person(openId: Library, server: OpenId.Configuration, tokens: Tokens): Promise<Omit<Proven, 'provider'>>
}

/** The library is loaded only where somebody signs in this way; a service that is away now is asked again next time. */
export const createCodeFlow = (
  config: ProviderConfig,
  { scope, isOpenId, asksAnew, configure, person }: Dialect,
): Provider => {
  let known: Promise<OpenId.Configuration> | undefined
  const ready = async () => {
    const openId = await import('openid-client')
    known ??= configure(openId, isHere(config.url) ? [openId.allowInsecureRequests] : [])
    known.catch(() => {
      known = undefined
    })
    return { openId, server: await known }
  }

  const begin = async (returnUrl: string, { anew }: { anew: boolean }) => {
    const { openId, server } = await ready()
    const departure: Departure = {
      state: openId.randomState(),
      nonce: openId.randomNonce(),
      verifier: openId.randomPKCECodeVerifier(),
      anew: anew && asksAnew,
    }
    const url = openId.buildAuthorizationUrl(server, {
      redirect_uri: returnUrl,
      scope,
      state: departure.state,
      code_challenge: await openId.calculatePKCECodeChallenge(departure.verifier),
      code_challenge_method: 'S256',
      ...(isOpenId ? { nonce: departure.nonce } : {}),
      ...(departure.anew ? { prompt: 'login', max_age: String(anewWithinSeconds) } : {}),
    })
    return { url: url.href, departure }
  }

  const finish = async (cameBackTo: URL, { state, nonce, verifier, anew }: Departure): Promise<Proven> => {
    const { openId, server } = await ready()
    const tokens = await openId.authorizationCodeGrant(server, cameBackTo, {
      expectedState: state,
      pkceCodeVerifier: verifier,
      ...(isOpenId ? { expectedNonce: nonce, idTokenExpected: true } : {}),
      ...(anew ? { maxAge: anewWithinSeconds } : {}),
    })
    const { name, ...proven } = await person(openId, server, tokens)
    return { provider: config.id, ...proven, name: name.trim().slice(0, 100) || (proven.email.split('@')[0] ?? '') }
  }

  const failed = (error: unknown) => Promise.reject(failureOf(config, error))
  return {
    config,
    begin: (returnUrl, options = { anew: false }) => begin(returnUrl, options).catch(failed),
    finish: (cameBackTo, departure) => finish(cameBackTo, departure).catch(failed),
  }
}

/** Only a service on this very machine may do without encryption. */
const isHere = (url: string) => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(url)

const failureOf = ({ name }: ProviderConfig, error: unknown): ProviderFailure => {
  const said = error instanceof Error && 'error' in error ? String(error.error) : ''
  if (said === 'access_denied') return new ProviderFailure(`You did not sign in with ${name}.`, { retryable: false })
  return error instanceof Error && isAway(error)
    ? new ProviderFailure(`${name} does not answer. Try again in a moment, or sign in another way.`, {
        retryable: true,
        cause: error,
      })
    : new ProviderFailure(`${name} did not confirm who you are. Begin again.`, { retryable: false, cause: error })
}

const isAway = (error: Error): boolean =>
  /fetch failed|timed? ?out|answered 5\d\d/i.test(error.message) ||
  ('code' in error && /TIMEOUT|ECONN/.test(String(error.code))) ||
  (error.cause instanceof Error && isAway(error.cause))
