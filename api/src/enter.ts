import { type Ctx, createCtx } from '@frontdesk/modules/context'
import { DomainError, Unauthenticated } from '@frontdesk/modules/errors'
import {
  authenticate,
  comesByCookie,
  type Identity,
  mustBeComplete,
  worksHere,
} from '@frontdesk/modules/identity/index'
import type { Platform } from '@frontdesk/platform/platform'
import { announceRefusal } from './announce-refusal.ts'
import { foreignOrigin, letRead } from './cross-origin.ts'
import { countRequest } from './limits.ts'
import type { ReplyHeaders } from './reply-headers.ts'

/**
 * Who asks: an API key, a session token or the session cookie becomes a Ctx. Throws Unauthenticated, or LimitReached.
 * What the reply has to say of limits and of other sites' pages is put into the headers.
 */
export const enter = async (platform: Platform, request: Request, ip: string, headers: ReplyHeaders): Promise<Ctx> => {
  await countRequest(platform, 'address', ip, headers)
  const origin = foreignOrigin(platform, request)
  const credentials = credentialsOf(request)
  if (origin !== undefined && !comesByCookie(credentials)) letRead(origin, headers)
  if (comesByCookie(credentials)) refuseForgery(platform, request)
  const identity = await authenticate(platform, credentials)
  const requestId = headers['x-request-id']
  const visit = { ip, requestId, userAgent: request.headers.get('user-agent') ?? undefined }
  if (!identity || !worksHere(platform, identity, visit)) throw new Unauthenticated()
  const { organizationId, actor, session } = identity
  const ctx = createCtx(platform, { organizationId, actor, requestId, ip, provenAt: session?.provenAt })
  try {
    if (session) await countRequest(platform, 'session', session.id, headers)
    else await countRequest(platform, 'key', actor.id, headers)
    await countRequest(platform, 'organization', organizationId, headers)
    mustWorkFor(identity, origin)
  } catch (error) {
    announceRefusal(ctx, request, error)
    throw error
  }
  mustBeComplete(identity.lacks)
  return ctx
}

/** Pages of other sites work with a key that names them, so that a key which was lost to one is of no use to it. */
const mustWorkFor = ({ origins }: Identity, origin: string | undefined) => {
  if (origin !== undefined && !origins.includes(origin))
    throw new DomainError(
      'forbidden',
      'Pages of this site may not use these credentials. Make an API key that names it among its origins.',
    )
}

export const credentialsOf = (request: Request) => ({
  authorization: request.headers.get('authorization') ?? undefined,
  cookie: request.headers.get('cookie') ?? undefined,
})

/**
 * Cookies come along with requests that other sites make, so what changes something must come from our own pages.
 * Browsers say where such a request comes from; programs that are no browser say nothing, and hold no one else's cookie.
 */
export const refuseForgery = (platform: Platform, request: Request) => {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  if (foreignOrigin(platform, request) !== undefined || site === 'cross-site' || site === 'same-site')
    throw new DomainError(
      'forbidden',
      'This request did not come from our own pages. Use an API key to call from elsewhere.',
    )
}
