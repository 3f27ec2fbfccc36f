import * as contract from '@frontdesk/contract/accounts'
import { readPage } from '../paging.ts'
import { publicRoute, route } from '../route.ts'
import { selectApiKeys } from './api-key-store.ts'
import { createApiKey } from './create-api-key.ts'
import { readSession } from './read-session.ts'
import { readSetup } from './read-setup.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { endedSessionCookie, sessionCookie } from './session-cookie.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

export const routes = [
  route(contract.readSession, ctx => readSession(ctx)),
  route(contract.createApiKey, (ctx, { body }) => createApiKey(ctx, body)),
  route(contract.listApiKeys, (ctx, { query }) =>
    selectApiKeys(ctx, readPage<[string, string]>(query, ['moment', 'word'])),
  ),
  route(contract.revokeApiKey, (ctx, { parameters }) => revokeApiKey(ctx, parameters.apiKeyId)),
]

export const publicRoutes = [
  publicRoute(contract.readSetup, async platform => ({ reply: await readSetup(platform) })),
  publicRoute(contract.setUp, async (platform, { body }, { ip }) => {
    const reply = await setUp(platform, body, ip)
    return { reply, setCookie: sessionCookie(platform.config.url, reply.session) }
  }),
  publicRoute(contract.signIn, async (platform, { body }, { ip }) => {
    const reply = await signIn(platform, body, ip)
    return { reply, setCookie: sessionCookie(platform.config.url, reply.session) }
  }),
  publicRoute(contract.signOut, async (platform, _input, visit) => {
    await signOut(platform, visit)
    return { reply: undefined, setCookie: endedSessionCookie(platform.config.url) }
  }),
]
