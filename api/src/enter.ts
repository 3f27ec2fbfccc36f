import { type Ctx, createCtx } from '@frontdesk/modules/context'
import { DomainError, Unauthenticated } from '@frontdesk/modules/errors'
import { authenticate, comesByCookie, mustBeComplete } from '@frontdesk/modules/identity/index'
import type { Platform } from '@frontdesk/platform/platform'

/** Who asks: an API key, a session token or the session cookie becomes a Ctx. Throws Unauthenticated. */
export const enter = async (platform: Platform, request: Request, requestId: string, ip: string): Promise<Ctx> => {
  const credentials = credentialsOf(request)
  if (comesByCookie(credentials)) refuseForgery(platform, request)
  const identity = await authenticate(platform, credentials)
  if (!identity?.worksFrom(ip)) throw new Unauthenticated()
  mustBeComplete(identity.lacks)
  return createCtx(platform, { organizationId: identity.organizationId, actor: identity.actor, requestId, ip })
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
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const own = origin === null || origin === platform.config.url || sameHost(origin, request)
  if (!own || site === 'cross-site' || site === 'same-site')
    throw new DomainError(
      'forbidden',
      'This request did not come from our own pages. Use an API key to call from elsewhere.',
    )
}

const sameHost = (origin: string, request: Request) =>
  URL.canParse(origin) && new URL(origin).host === (request.headers.get('host') ?? new URL(request.url).host)
