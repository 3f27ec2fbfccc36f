import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

type Grant = { clientId: string; resource: string | null; scope: string | null }

export type AuthorizationServer = {
  url: string
  host: string
  /** Whoever sits before the browser says no. */
  saysNo: boolean
  lifetimeSeconds: number
  /** Every grant of a token, in order. */
  granted: (Grant & { type: string })[]
  registered: unknown[]
  /** Every secret that it gave out: codes and tokens. */
  secrets: string[]
  /** Whether this token is one of ours, still good, and for this resource. */
  accepts(authorization: string | null, resource: string): boolean
  /** From now on no access token is good any more; with `all`, no refresh token either. */
  revoke(what: 'access' | 'all'): void
  close(): Promise<void>
}

const said = (body: object, status = 200) => Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
const refused = (error: string) => said({ error }, 400)

/** An OAuth 2.1 authorization server in small: clients register by themselves, PKCE is a must, refresh tokens are good once. */
export const startAuthorizationServer = async (): Promise<AuthorizationServer> => {
  const codes = new Map<string, Grant & { challenge: string; redirect: string }>()
  const [access, refresh] = [new Map<string, Grant>(), new Map<string, Grant>()]

  const authorize = (asked: URLSearchParams) => {
    const redirect = new URL(asked.get('redirect_uri') ?? '')
    redirect.searchParams.set('state', asked.get('state') ?? '')
    redirect.searchParams.set('iss', here.url)
    if (here.saysNo) redirect.searchParams.set('error', 'access_denied')
    else if (asked.get('code_challenge_method') !== 'S256') redirect.searchParams.set('error', 'invalid_request')
    else {
      const code = randomUUID()
      here.secrets.push(code)
      codes.set(code, {
        clientId: asked.get('client_id') ?? '',
        resource: asked.get('resource'),
        scope: asked.get('scope'),
        challenge: asked.get('code_challenge') ?? '',
        redirect: asked.get('redirect_uri') ?? '',
      })
      redirect.searchParams.set('code', code)
    }
    return Response.redirect(redirect, 302)
  }
  const grant = (type: string, { clientId, resource, scope }: Grant) => {
    const [token, renewal] = [randomUUID(), randomUUID()]
    here.secrets.push(token, renewal)
    access.set(token, { clientId, resource, scope })
    refresh.set(renewal, { clientId, resource, scope })
    here.granted.push({ type, clientId, resource, scope })
    return said({
      access_token: token,
      refresh_token: renewal,
      token_type: 'Bearer',
      expires_in: here.lifetimeSeconds,
      ...(scope ? { scope } : {}),
    })
  }
  const token = (form: URLSearchParams) => {
    const type = form.get('grant_type') ?? ''
    const kept = type === 'refresh_token' ? refresh : codes
    const name = form.get(type === 'refresh_token' ? 'refresh_token' : 'code') ?? ''
    const found = kept.get(name)
    kept.delete(name)
    if (!found || found.clientId !== form.get('client_id')) return refused('invalid_grant')
    if (found.resource !== form.get('resource')) return refused('invalid_target')
    if (type === 'refresh_token') return grant(type, found)
    const code = found as Grant & { challenge: string; redirect: string }
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const fits = code.challenge === proof && code.redirect === form.get('redirect_uri')
    return fits ? grant(type, found) : refused('invalid_grant')
  }
  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    switch (url.pathname) {
      case '/.well-known/oauth-authorization-server':
        return said({
          issuer: here.url,
          authorization_endpoint: `${here.url}/authorize`,
          token_endpoint: `${here.url}/token`,
          registration_endpoint: `${here.url}/register`,
          response_types_supported: ['code'],
          grant_types_supported: ['authorization_code', 'refresh_token'],
          token_endpoint_auth_methods_supported: ['none', 'client_secret_basic'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
        })
      case '/register': {
        const client = await request.json()
        here.registered.push(client)
        return said({ ...client, client_id: randomUUID() }, 201)
      }
      case '/authorize':
        return authorize(url.searchParams)
      case '/token':
        return token(new URLSearchParams(await request.text()))
      default:
        return said({}, 404)
    }
  }

  const http = createServer(getRequestListener(answer, { overrideGlobalObjects: false }))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const here: AuthorizationServer = {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    saysNo: false,
    lifetimeSeconds: 3_600,
    granted: [],
    registered: [],
    secrets: [],
    accepts: (authorization, resource) =>
      access.get(authorization?.replace(/^Bearer /, '') ?? '')?.resource === resource,
    revoke: what => {
      access.clear()
      if (what === 'all') refresh.clear()
    },
    close: async () => {
      http.closeAllConnections()
      await new Promise(closed => http.close(closed))
    },
  }
  return here
}
