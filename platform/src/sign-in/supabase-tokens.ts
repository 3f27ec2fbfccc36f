import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { SupabaseConfig } from '../supabase-config.ts'
import { SignInFailure } from './port.ts'

export type Claims = {
  subject: string
  sessionId: string
  email: string
  name: string
  expiresAt: Date
  /** The session has shown a second factor to Supabase. */
  hasShownFactor: boolean
}

const Payload = z.object({
  sub: z.guid(),
  session_id: z.guid(),
  role: z.literal('authenticated'),
  email: z.email().max(254),
  exp: z.number(),
  aal: z.string().optional(),
  is_anonymous: z.literal(false).optional(),
  user_metadata: z.record(z.string(), z.unknown()).optional(),
})

const patienceMs = 5_000

/**
 * Reads Supabase's access tokens. How they are signed is settled by configuration, never by the token: one secret and
 * HS256, or the keys that Supabase publishes and no HMAC at all. Throws SignInFailure when those cannot be fetched.
 */
export const createTokenReader = ({ url, jwtSecret }: SupabaseConfig, clock: Clock) => {
  const issuer = `${url}/auth/v1`
  const verify = jwtSecret ? bySecret(jwtSecret, issuer) : byPublishedKeys(issuer)
  /** Undefined for what is forged, of somebody else, no person's, or has run out. */
  return async (token: string): Promise<Claims | undefined> => {
    try {
      const { data } = Payload.safeParse(await verify(token, clock.now()))
      return data && claimsOf(data)
    } catch (error) {
      if (error instanceof errors.JOSEError && !unreachable.has(error.code)) return undefined
      throw new SignInFailure('away', error)
    }
  }
}

const unreachable = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/** What is signed with the secret is Supabase's own: older servers name no issuer. One that is named has to be this one. */
const bySecret = (secret: string, issuer: string) => {
  const key = new TextEncoder().encode(secret)
  return async (token: string, currentDate: Date): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], audience: 'authenticated', currentDate })
    return payload.iss === undefined || payload.iss === issuer ? payload : {}
  }
}

const byPublishedKeys = (issuer: string) => {
  // Keys are fetched again every ten minutes, and for an unknown one at most each half minute, whoever makes them up.
  const keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), {
    timeoutDuration: patienceMs,
  })
  const algorithms = ['ES256', 'RS256', 'EdDSA']
  return async (token: string, currentDate: Date): Promise<JWTPayload> =>
    (await jwtVerify(token, keys, { algorithms, issuer, audience: 'authenticated', currentDate })).payload
}

const claimsOf = ({ sub, session_id, email, exp, aal, user_metadata }: z.infer<typeof Payload>): Claims => ({
  subject: sub,
  sessionId: session_id,
  email: email.toLowerCase(),
  name: nameOf(user_metadata, email),
  expiresAt: new Date(exp * 1_000),
  hasShownFactor: aal === 'aal2',
})

/** What somebody is called; whoever has told nothing is called as their address begins. */
export const nameOf = (metadata: Record<string, unknown> | undefined, email: string): string => {
  const told = [metadata?.name, metadata?.full_name].find(each => typeof each === 'string' && each.trim() !== '')
  return String(told ?? email.split('@')[0])
    .replace(/\p{C}/gu, '')
    .trim()
    .slice(0, 100)
}
