import { randomBytes } from 'node:crypto'
import type { Ctx } from '#context'
import { Conflict, Unavailable } from '#errors'
import { wayToSignIn } from './authorizer.ts'
import { failureOf } from './failure.ts'
import { oauthClient, type SignedIn } from './oauth-client.ts'
import { keepDeparture } from './sign-in-store.ts'
import { findWithSecret } from './store.ts'

const waitMs = 10 * 60_000

/**
 * Where the browser goes to sign in at a server. Only the person who begins it can end it, within ten minutes. Throws NotFound,
 * Conflict where nobody has to sign in, Unavailable when the server does not say how.
 */
export const beginSignIn = async (ctx: Ctx, id: string): Promise<{ url: string }> => {
  ctx.must('tools.write')
  const { url: serverUrl, authorization } = await findWithSecret(ctx, id)
  if (authorization.kind !== 'oauth')
    throw new Conflict('Nobody signs in to this server. Change its authorization first.')
  const sdk = await import('@modelcontextprotocol/client')
  const held: SignedIn = {}
  let left: URL | undefined
  const leave = (url: URL) => {
    left = url
  }
  const trip = { state: `${id}.${randomBytes(24).toString('base64url')}`, verifier: '', leave }
  const now = () => ctx.now().getTime()
  const client = oauthClient(ctx.platform.config, authorization, held, trip, now)
  const { scope } = authorization
  try {
    const fetchFn = wayToSignIn(ctx.platform.outside)
    await sdk.auth(client, { serverUrl, fetchFn, forceReauthorization: true, ...(scope ? { scope } : {}) })
  } catch (cause) {
    const { message } = failureOf(sdk, cause)
    throw new Unavailable(`This server does not say how to sign in to it. ${message}`, { cause })
  }
  if (left?.protocol !== 'https:' && left?.protocol !== 'http:')
    throw new Unavailable('This server does not say how to sign in to it.')
  const { state, verifier } = trip
  await keepDeparture(ctx, id, { state, verifier, person: personOf(ctx), until: now() + waitMs, held })
  return { url: left.href }
}

/** A key stands for who made it: they may begin with it and come back in their browser. */
export const personOf = ({ actor }: Ctx) => actor.person ?? actor.id
