import type { ProviderConfig } from '../provider-config.ts'
import { createCodeFlow, patienceSeconds } from './code-flow.ts'
import type { Provider } from './port.ts'

/** Google, and every other provider of OpenID Connect: its addresses are found by its issuer. */
export const createOpenId = (config: ProviderConfig): Provider =>
  createCodeFlow(config, {
    scope: 'openid email profile',
    isOpenId: true,
    // Google asks nobody twice.
    asksAnew: config.id !== 'google',
    configure: (openId, execute) =>
      openId.discovery(new URL(config.url), config.clientId, config.clientSecret, undefined, {
        execute,
        timeout: patienceSeconds,
      }),
    person: async (openId, server, tokens) => {
      const claims = tokens.claims()
      if (!claims) throw new Error('There was no ID token')
      // Some keep the address for those who ask after it.
      const isTold = typeof claims.email === 'string' || !server.serverMetadata().userinfo_endpoint
      const told = isTold ? claims : await openId.fetchUserInfo(server, tokens.access_token, claims.sub)
      return {
        subject: claims.sub,
        name: typeof told.name === 'string' ? told.name : '',
        email: String(told.email ?? ''),
        emailVerified: told.email_verified === true,
      }
    },
  })
