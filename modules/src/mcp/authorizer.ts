import { setTimeout } from 'node:timers/promises'
import type { SafeFetch } from '@frontdesk/platform/safe-fetch'
import type { AuthProvider } from '@modelcontextprotocol/client'
import type { Ctx } from '#context'
import { failureOf, signInAgain } from './failure.ts'
import { oauthClient, type SignedIn, take } from './oauth-client.ts'
import type { KnownServer } from './server.ts'
import { claimRenewal, endRenewal, readSignedIn } from './sign-in-store.ts'

const earlyMs = 30_000
const renewMs = 20_000
const pauseMs = 100
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
    for (const until = performance.now() + renewMs; ; await setTimeout(pauseMs)) {
      known = await readSignedIn(ctx, server.id)
      if (!known || performance.now() > until) throw signInAgain(undefined)
      if (known.version !== stale && isGood(known.held)) return
      const claimedUntil = new Date(ctx.now().getTime() + renewMs)
      if (await claimRenewal(ctx, server.id, known.version, claimedUntil)) break
    }
    const { held, version } = known
    try {
      await refresh(ctx, server, held)
    } catch (cause) {
      await endRenewal(ctx, server.id, version, undefined)
      throw cause
    }
    await endRenewal(ctx, server.id, version, held)
    known = await readSignedIn(ctx, server.id)
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

const refresh = async (ctx: Ctx, { authorization }: KnownServer, held: SignedIn) => {
  const { tokens, discovery } = held
  if (authorization.kind !== 'oauth' || !tokens?.refresh_token || !discovery) throw signInAgain(undefined)
  const sdk = await import('@modelcontextprotocol/client')
  const trip = { state: '', verifier: '', leave: () => {} }
  const now = ctx.now().getTime()
  const client = oauthClient(ctx.platform.config, authorization, held, trip, () => now)
  const clientInformation = await client.clientInformation()
  if (!clientInformation) throw signInAgain(undefined)
  const { authorizationServerUrl, authorizationServerMetadata: metadata, resourceMetadata } = discovery
  try {
    const renewed = await sdk.refreshAuthorization(authorizationServerUrl, {
      ...(metadata ? { metadata } : {}),
      ...(resourceMetadata ? { resource: resourceMetadata.resource } : {}),
      clientInformation,
      refreshToken: tokens.refresh_token,
      fetchFn: wayToSignIn(ctx.platform.outside),
    })
    take(held, renewed, now)
  } catch (error) {
    throw failureOf(sdk, error)
  }
}
