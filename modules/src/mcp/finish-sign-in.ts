import { isId } from '@frontdesk/platform/ids'
import { record } from '#audit'
import type { Ctx } from '#context'
import { Conflict, Unavailable } from '#errors'
import { wayToSignIn } from './authorizer.ts'
import { personOf } from './begin-sign-in.ts'
import { failureOf, signInAgain } from './failure.ts'
import { oauthClient } from './oauth-client.ts'
import { keepSignedIn, takeDeparture } from './sign-in-store.ts'
import { findWithSecret } from './store.ts'

type CameBack = { state: string; code?: string | undefined; iss?: string | undefined }

/**
 * Keeps what the browser brought back from signing in; gives the server's id. Throws Conflict for what somebody else began, has
 * run out or came back before, and for who said no; Unavailable when the server does not keep its word.
 */
export const finishSignIn = async (ctx: Ctx, { state, code, iss }: CameBack): Promise<string> => {
  ctx.must('tools.write')
  const [id = ''] = state.split('.')
  const departure = isId(id) ? await takeDeparture(ctx, id) : undefined
  const now = () => ctx.now().getTime()
  if (!departure || departure.state !== state || departure.person !== personOf(ctx) || departure.until < now())
    throw new Conflict('This took too long, or somebody else began it. Begin again.')
  if (!code) throw new Conflict('The server was told no. Begin again to sign in.')
  const { url: serverUrl, authorization } = await findWithSecret(ctx, id)
  if (authorization.kind !== 'oauth') throw new Conflict('Nobody signs in to this server any more.')
  const { held, verifier } = departure
  const trip = { state, verifier, leave: () => {} }
  const sdk = await import('@modelcontextprotocol/client')
  try {
    const fetchFn = wayToSignIn(ctx.platform.outside)
    const client = oauthClient(ctx.platform.config, authorization, held, trip, now)
    const given = { authorizationCode: code, ...(iss === undefined ? {} : { iss }) }
    if ((await sdk.auth(client, { serverUrl, fetchFn, ...given })) !== 'AUTHORIZED') throw signInAgain(undefined)
  } catch (cause) {
    throw new Unavailable(`Signing in did not work. ${failureOf(sdk, cause).message}`, { cause })
  }
  await ctx.transaction(async within => {
    await keepSignedIn(within, id, held)
    await record(within, 'mcp-server.signed-in', { target: id })
  })
  return id
}
