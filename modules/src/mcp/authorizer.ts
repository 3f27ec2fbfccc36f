import type { SafeFetch } from '@frontdesk/platform/safe-fetch'
import type { AuthProvider } from '@modelcontextprotocol/client'
import type { Ctx } from '#context'
import { failureOf, signInAgain } from './failure.ts'
import { oauthClient, type SignedIn } from './oauth-client.ts'
import type { KnownServer } from './server.ts'
import { readSignedIn, renewSignedIn } from './sign-in-store.ts'

const earlyMs = 30_000
const limits = { timeoutMs: 15_000, silenceMs: 15_000, mostBytes: 1024 * 1024 }

/** The way to where somebody signs in. */
export const wayToSignIn = (outside: SafeFetch) => outside.fetchWithin(limits)

/** For servers that somebody signs in to: each request goes with a token that is still good. */
export const authorizer = (ctx: Ctx, server: KnownServer): { authProvider?: AuthProvider } => {
  if (server.authorization.kind !== 'oauth') return {}
  let known: { held: SignedIn; version: number } | undefined
  let renewing: Promise<void> | undefined

  const renewOnce = () => {
    renewing ??= renew().finally(() => {
      renewing = undefined
    })
    return renewing
  }
  const renew = async () => {
    const stale = known?.version
    known = await readSignedIn(ctx, server.id)
    if (!known) throw signInAgain(undefined)
    // Another process has been faster: its refresh token is the only one that is still good.
    if (known.version !== stale && isGood(known.held)) return
    const { held, version } = known
    try {
      await refresh(ctx, server, held)
    } catch (cause) {
      known = await readSignedIn(ctx, server.id)
      if (known && known.version !== version) return
      throw cause
    }
    if (!(await renewSignedIn(ctx, server.id, held, version))) known = await readSignedIn(ctx, server.id)
    else known = { held, version: version + 1 }
  }
  const isGood = ({ until }: SignedIn) => until === undefined || until - earlyMs > ctx.now().getTime()

  return {
    authProvider: {
      token: async () => {
        known ??= await readSignedIn(ctx, server.id)
        if (known && !isGood(known.held)) await renewOnce()
        return known?.held.tokens?.access_token
      },
      onUnauthorized: renewOnce,
    },
  }
}

const refresh = async (ctx: Ctx, { url, authorization }: KnownServer, held: SignedIn) => {
  if (authorization.kind !== 'oauth' || !held.tokens?.refresh_token) throw signInAgain(undefined)
  const sdk = await import('@modelcontextprotocol/client')
  const leave = () => {
    throw signInAgain(undefined)
  }
  const client = oauthClient(ctx.platform.config, authorization, held, { state: '', verifier: '', leave }, () =>
    ctx.now().getTime(),
  )
  try {
    await sdk.auth(client, { serverUrl: url, fetchFn: wayToSignIn(ctx.platform.outside) })
  } catch (error) {
    throw failureOf(sdk, error)
  }
}
