import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import OpenIdProvider, { type AdapterConstructor, type Configuration } from 'oidc-provider'

/** Who sits before the browser; `undefined` says no. */
export type Visitor = { subject: string; email: string; emailVerified: boolean; name?: string } | undefined

export type ProviderServer = {
  url: string
  clientId: string
  clientSecret: string
  /** Who signs in next. */
  visitor: Visitor
  close(): Promise<void>
}

// The library's own, which it uses by default with a warning; it has no types.
const inMemory = 'oidc-provider/lib/adapters/memory_adapter.js'
const { default: InMemory } = (await import(inMemory)) as { default: AdapterConstructor }
const signingKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
const clientId = 'frontdesk'
const clientSecret = 'a secret that the two of us know, long enough'

/**
 * A certified OpenID provider on a port of its own, at which whoever is the visitor signs in without being asked. Absent, every
 * address is one to come back to.
 */
export const startOpenIdServer = async (returnUrl?: string): Promise<ProviderServer> => {
  const http = createServer()
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const server: ProviderServer = {
    url,
    clientId,
    clientSecret,
    visitor: undefined,
    close: async () => {
      http.closeAllConnections()
      await new Promise(closed => http.close(closed))
    },
  }
  const known = new Map<string, NonNullable<Visitor>>()
  const provider = new OpenIdProvider(url, configuration(returnUrl ?? 'http://localhost', known))
  if (!returnUrl) provider.Client.prototype.redirectUriAllowed = () => true
  const answer = provider.callback()
  http.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    if (server.visitor) known.set(server.visitor.subject, server.visitor)
    const result = server.visitor
      ? { login: { accountId: server.visitor.subject } }
      : { error: 'access_denied', error_description: 'They said no' }
    await provider.interactionFinished(request, response, result)
  })
  return server
}

const configuration = (returnUrl: string, known: Map<string, NonNullable<Visitor>>): Configuration => ({
  adapter: class extends InMemory {},
  jwks: { keys: [{ ...signingKey, use: 'sig' }] },
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [returnUrl] }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  cookies: { keys: ['cookies of a test'] },
  ttl: { Session: 60, Grant: 60, AccessToken: 60, IdToken: 60, Interaction: 60 },
  findAccount: (_, accountId) => {
    const { email, emailVerified, name } = known.get(accountId) ?? { email: '', emailVerified: false }
    return { accountId, claims: async () => ({ sub: accountId, email, email_verified: emailVerified, name }) }
  },
  loadExistingGrant: async ctx => {
    const { client, session, provider } = ctx.oidc
    const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
    grant.addOIDCScope('openid email profile')
    await grant.save()
    return grant
  },
})

/** What a browser does between the two: follows from page to page with its cookies, until it is sent back to us. */
export const browse = async (from: string, returnUrl: string): Promise<URL> => {
  const cookies = new Map<string, string>()
  let url = from
  for (let page = 0; page < 10; page++) {
    if (url.startsWith(returnUrl)) return new URL(url)
    const cookie = [...cookies].map(each => each.join('=')).join('; ')
    const reply = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const location = reply.headers.get('location')
    if (!location) throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`)
    url = new URL(location, url).href
  }
  throw new Error('Sent about without end')
}
