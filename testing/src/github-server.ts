import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ProviderServer, Visitor } from './openid-server.ts'

type Grant = { visitor: NonNullable<Visitor>; challenge: string; redirectUri: string }

/** The part of GitHub that signs people in, as its documentation has it; wrong requests get GitHub's errors, status 200. */
export const startGitHubServer = async (): Promise<ProviderServer> => {
  const codes = new Map<string, Grant>()
  const tokens = new Map<string, NonNullable<Visitor>>()
  const http = createServer((request, response) => void answer(request, response))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const server: ProviderServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    clientId: 'Iv1.frontdesk',
    clientSecret: 'a secret that the two of us know',
    visitor: undefined,
    close: async () => {
      http.closeAllConnections()
      await new Promise(closed => http.close(closed))
    },
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', server.url)
    if (pathname === '/login/oauth/authorize') return authorize(searchParams, response)
    if (pathname === '/login/oauth/access_token')
      return json(response, exchange(new URLSearchParams(await textOf(request))))
    const visitor = tokens.get(request.headers.authorization?.replace(/^bearer /i, '') ?? '')
    if (!visitor) return json(response, { message: 'Bad credentials' }, 401)
    const { subject, email, emailVerified, name = null } = visitor
    if (pathname === '/api/v3/user') return json(response, { id: Number(subject), login: 'olivia', name })
    const others = [{ email: 'olivia@users.example', primary: false, verified: true, visibility: null }]
    json(response, [...others, { email, primary: true, verified: emailVerified, visibility: 'private' }])
  }

  const authorize = (asked: URLSearchParams, response: ServerResponse) => {
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('state', asked.get('state') ?? '')
    if (server.visitor) {
      const code = randomUUID()
      const challenge = asked.get('code_challenge') ?? ''
      codes.set(code, { visitor: server.visitor, challenge, redirectUri: asked.get('redirect_uri') ?? '' })
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', 'access_denied')
    response.writeHead(302, { location: back.href }).end()
  }

  const exchange = (body: URLSearchParams) => {
    const code = body.get('code') ?? ''
    const grant = codes.get(code)
    codes.delete(code)
    if (body.get('client_id') !== server.clientId || body.get('client_secret') !== server.clientSecret)
      return { error: 'incorrect_client_credentials' }
    const verifier = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || grant.challenge !== verifier || grant.redirectUri !== body.get('redirect_uri'))
      return { error: 'bad_verification_code' }
    const token = `gho_${randomUUID()}`
    tokens.set(token, grant.visitor)
    return { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' }
  }
  return server
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const textOf = async (request: IncomingMessage) => {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}
