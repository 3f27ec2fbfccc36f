import type { Platform } from '@frontdesk/platform/platform'
import type { Client, RequestOptions } from '@modelcontextprotocol/client'
import { type Ctx, createCtx, systemActor } from '#context'
import { authorizer } from './authorizer.ts'
import { exchange, wayOut } from './exchange.ts'
import { failureOf } from './failure.ts'
import type { Offer } from './offer.ts'
import { headersOf, type KnownServer } from './server.ts'
import { findWithSecret } from './store.ts'

export type Session = {
  client: Client
  /** Whether the server keeps one for us that it could forget. */
  isKept(): boolean
  /** What the server offered when it was last asked; undefined once it has said that this has changed. */
  offers: { list: readonly Offer[]; at: number } | undefined
}

const mostKept = 200
const connectMs = 15_000

// A session is begun once and used by every call of this process, until the server forgets it or its settings change.
const kept = new WeakMap<Platform, Map<string, Promise<Session>>>()

/**
 * Runs something in the server's session; in a new one if the server has forgotten it, which it says before it does anything.
 * Throws McpFailure, or the signal's reason; NotFound for a server that is gone.
 */
export const inSession = async <T>(
  ctx: Ctx,
  serverId: string,
  work: { timeoutMs: number; signal?: AbortSignal | undefined },
  run: (session: Session, options: RequestOptions) => Promise<T>,
): Promise<T> => {
  const server = await findWithSecret(ctx, serverId)
  const sdk = await import('@modelcontextprotocol/client')
  for (let isSecond = false; ; isSecond = true) {
    const opening = sessionOf(ctx, server)
    const session = await opening
    try {
      return await exchange(work, options => run(session, options))
    } catch (error) {
      work.signal?.throwIfAborted()
      const failure = failureOf(sdk, error)
      if (failure.status !== 404 || !session.isKept()) throw failure
      forget(ctx, server, opening)
      if (isSecond) throw failure
    }
  }
}

const nameOf = ({ organizationId }: Ctx, { id, version }: KnownServer) => `${organizationId} ${id} ${version}`

const sessionOf = (ctx: Ctx, server: KnownServer): Promise<Session> => {
  const sessions = kept.get(ctx.platform) ?? new Map<string, Promise<Session>>()
  kept.set(ctx.platform, sessions)
  const name = nameOf(ctx, server)
  const known = sessions.get(name)
  if (known) return known
  const [eldest] = sessions
  if (eldest && sessions.size >= mostKept) drop(sessions, eldest[0])
  const opening = open(ctx, server)
  sessions.set(name, opening)
  opening.catch(() => forget(ctx, server, opening))
  return opening
}

const forget = (ctx: Ctx, server: KnownServer, opened: Promise<Session>) => {
  const sessions = kept.get(ctx.platform)
  const name = nameOf(ctx, server)
  if (sessions?.get(name) === opened) drop(sessions, name)
}

const drop = (sessions: Map<string, Promise<Session>>, name: string) => {
  const dropped = sessions.get(name)
  sessions.delete(name)
  void dropped?.then(
    session => session.client.close(),
    () => {},
  )
}

const open = async (ctx: Ctx, server: KnownServer): Promise<Session> => {
  const sdk = await import('@modelcontextprotocol/client')
  const { platform, organizationId } = ctx
  // It outlives the request that it is opened for.
  const own = createCtx(platform, { organizationId, actor: systemActor('mcp'), requestId: `mcp-${server.id}` })
  const client = new sdk.Client(
    { name: 'Frontdesk', version: '2' },
    {
      versionNegotiation: { mode: 'auto' },
      listMaxPages: 10,
      // What a server says of its own replies is not enforced: a schema of theirs could be made to take for ever.
      jsonSchemaValidator: {
        getValidator: () => value => ({ valid: true, data: value as never, errorMessage: undefined }),
      },
    },
  )
  const transport = new sdk.StreamableHTTPClientTransport(new URL(server.url), {
    fetch: wayOut(platform.outside),
    requestInit: { headers: headersOf(server.authorization) },
    onInsufficientScope: 'throw',
    ...authorizer(own, server),
  })
  const session: Session = { client, isKept: () => transport.sessionId !== undefined, offers: undefined }
  client.setNotificationHandler('notifications/tools/list_changed', () => {
    session.offers = undefined
  })
  try {
    await exchange({ timeoutMs: connectMs }, options => client.connect(transport, options))
    return session
  } catch (error) {
    void client.close()
    throw failureOf(sdk, error)
  }
}
