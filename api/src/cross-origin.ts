import type { Platform } from '@frontdesk/platform/platform'
import type { Context } from 'hono'

const readable =
  'x-request-id, x-turn-id, x-conversation-id, x-vercel-ai-ui-message-stream, idempotent-replayed, ratelimit, ratelimit-policy, retry-after'
// Clients of other protocols bring headers of their own; none of them counts here. The star does not stand for the first.
const sendable = 'authorization, *'

/** The page of another site that a request says it comes from; undefined for our own pages and for programs. */
export const foreignOrigin = ({ config }: Platform, request: Request): string | undefined => {
  const origin = request.headers.get('origin')
  if (origin === null || origin === config.url) return undefined
  const host = request.headers.get('host') ?? new URL(request.url).host
  return URL.canParse(origin) && new URL(origin).host === host ? undefined : origin
}

/**
 * The site's pages may read the reply. They never may with our cookie, since nothing here allows credentials: what they
 * can read, they asked for with a key that they hold.
 */
export const letRead = (origin: string, headers: Record<string, string>) => {
  headers['access-control-allow-origin'] = origin
  headers['access-control-expose-headers'] = readable
  headers.vary = 'origin'
}

/** Browsers ask before a page of another site may send a key. The answer is the same for all: the key itself says from where it works. */
export const answerPreflight = (c: Context, methods: readonly string[]): Response | undefined => {
  const origin = c.req.header('origin')
  const bringsKey = /\bauthorization\b/i.test(c.req.header('access-control-request-headers') ?? '')
  if (!origin || !bringsKey || methods.length === 0) return undefined
  const headers: Record<string, string> = {}
  letRead(origin, headers)
  headers['access-control-allow-methods'] = methods.join(', ')
  headers['access-control-allow-headers'] = sendable
  headers['access-control-max-age'] = '600'
  return new Response(null, { status: 204, headers })
}
