import type { ProviderConfig } from '../provider-config.ts'
import { createCodeFlow, patienceSeconds } from './code-flow.ts'
import type { Provider } from './port.ts'

type Address = { email: string; primary: boolean; verified: boolean }

/**
 * GitHub, or a GitHub of one's own: OAuth 2 without OpenID, so the person is asked after with the token.
 * Addresses and answers as in docs.github.com, "Authorizing OAuth apps" and "REST API endpoints for users".
 */
export const createGitHub = (config: ProviderConfig): Provider => {
  const { url, clientId, clientSecret } = config
  const api = url === 'https://github.com' ? 'https://api.github.com' : `${url}/api/v3`
  return createCodeFlow(config, {
    scope: 'read:user user:email',
    isOpenId: false,
    asksAnew: false,
    configure: async (openId, execute) => {
      const server = new openId.Configuration(
        {
          issuer: url,
          authorization_endpoint: `${url}/login/oauth/authorize`,
          token_endpoint: `${url}/login/oauth/access_token`,
        },
        clientId,
        clientSecret,
      )
      server.timeout = patienceSeconds
      for (const prepare of execute) prepare(server)
      return server
    },
    person: async (openId, server, { access_token: token }) => {
      const ask = async (path: string): Promise<unknown> => {
        const headers = new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'Frontdesk' })
        const reply = await openId.fetchProtectedResource(server, token, new URL(api + path), 'GET', null, headers)
        if (!reply.ok) throw new Error(`GitHub answered ${reply.status}`)
        return reply.json()
      }
      const [user, addresses] = await Promise.all([ask('/user'), ask('/user/emails')])
      const primary = (addresses as Address[]).find(address => address.primary)
      const { id, name, login } = user as { id: number; name: string | null; login: string }
      return {
        subject: String(id),
        name: name ?? login,
        email: primary?.email ?? '',
        emailVerified: primary?.verified === true,
      }
    },
  })
}
