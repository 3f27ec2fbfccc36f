import type { McpAuthorization } from '@frontdesk/contract/mcp-servers'
import type { Config } from '@frontdesk/platform/config'
import type {
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client'

/** What signing in brought, and what is needed to renew it. */
export type SignedIn = {
  client?: StoredOAuthClientInformation | undefined
  tokens?: StoredOAuthTokens | undefined
  /** In milliseconds; absent where the server does not say. */
  until?: number | undefined
  discovery?: OAuthDiscoveryState | undefined
}

type OAuth = Extract<McpAuthorization, { kind: 'oauth' }>
type Trip = { state: string; verifier: string; leave(url: URL): void }

export const returnUrlOf = ({ url }: Pick<Config, 'url'>) => `${url}/api/v2/mcp-servers/sign-in/return`

/** Us, as the library knows an OAuth client: what it learns is written into `held`. */
export const oauthClient = (
  config: Pick<Config, 'url'>,
  { clientId, clientSecret, scope }: OAuth,
  held: SignedIn,
  trip: Trip,
  now: () => number,
): OAuthClientProvider => ({
  redirectUrl: returnUrlOf(config),
  clientMetadata: {
    client_name: 'Frontdesk',
    client_uri: config.url,
    redirect_uris: [returnUrlOf(config)],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: clientSecret ? 'client_secret_basic' : 'none',
    ...(scope ? { scope } : {}),
  },
  state: () => trip.state,
  clientInformation: context => {
    if (clientId) return { client_id: clientId, ...(clientSecret ? { client_secret: clientSecret } : {}) }
    // A client is known to the one who registered it, and to nobody else.
    return context && held.client?.issuer !== context.issuer ? undefined : held.client
  },
  saveClientInformation: client => {
    held.client = client
  },
  tokens: context => (context && held.tokens?.issuer !== context.issuer ? undefined : held.tokens),
  saveTokens: tokens => {
    // Whoever renews without a new refresh token goes on with the old one.
    held.tokens = { refresh_token: held.tokens?.refresh_token, ...tokens }
    held.until = tokens.expires_in === undefined ? undefined : now() + tokens.expires_in * 1_000
  },
  redirectToAuthorization: url => trip.leave(url),
  saveCodeVerifier: verifier => {
    trip.verifier = verifier
  },
  codeVerifier: () => trip.verifier,
  saveDiscoveryState: discovery => {
    held.discovery = discovery
  },
  discoveryState: () => held.discovery,
})
