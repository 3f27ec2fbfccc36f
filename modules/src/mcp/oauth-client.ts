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

const returnUrlOf = ({ url }: Pick<Config, 'url'>) => `${url}/api/v2/mcp-servers/sign-in/return`

/** Us, as the library knows an OAuth client: what it learns is written into `held`. */
export const oauthClient = (
  config: Pick<Config, 'url'>,
  authorization: OAuth,
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
    token_endpoint_auth_method: authorization.clientSecret ? 'client_secret_basic' : 'none',
    ...(authorization.scope ? { scope: authorization.scope } : {}),
  },
  state: () => trip.state,
  ...clientOf(authorization, held),
  tokens: context => (context && held.tokens?.issuer !== context.issuer ? undefined : held.tokens),
  saveTokens: tokens => take(held, tokens, now()),
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

type Client = Pick<OAuthClientProvider, 'clientInformation' | 'saveClientInformation'>

const clientOf = ({ clientId, clientSecret, issuer }: OAuth, held: SignedIn): Client => {
  if (clientId)
    return {
      clientInformation: context => {
        const registeredAt = issuer ?? context?.issuer
        return {
          client_id: clientId,
          ...(clientSecret ? { client_secret: clientSecret } : {}),
          ...(registeredAt ? { issuer: registeredAt } : {}),
        }
      },
    }
  return {
    // A client is known to the one who registered it, and to nobody else.
    clientInformation: context => (context && held.client?.issuer !== context.issuer ? undefined : held.client),
    saveClientInformation: client => {
      held.client = client
    },
  }
}

export const take = (held: SignedIn, tokens: StoredOAuthTokens, now: number) => {
  held.tokens = { ...held.tokens, ...tokens }
  held.until = tokens.expires_in === undefined ? undefined : now + tokens.expires_in * 1_000
}
