import { z } from 'zod'
import { SignedIn } from './accounts.ts'
import { endpoint } from './endpoint.ts'

const Provider = z.enum(['google', 'github', 'oidc'])

export const listProviders = endpoint('GET /sign-in-providers', {
  summary: 'What people may sign in with here beside a password: other services, and whether passkeys.',
  permission: 'public',
  reply: z.object({ items: z.array(z.object({ id: Provider, name: z.string() })), passkeys: z.boolean() }),
})
export const beginProviderSignIn = endpoint('POST /session/provider', {
  summary: 'Where the browser has to go to sign in with another service. It comes back to `/sign-in/return`.',
  permission: 'public',
  body: z.strictObject({ provider: Provider }),
  reply: z.object({ url: z.string() }),
  errors: ['not-found', 'unavailable'],
})
export const finishProviderSignIn = endpoint('POST /session/provider/confirm', {
  summary: 'Signs a person in with what the browser brought back from another service.',
  permission: 'public',
  /** The part of the address from `?` on, as it is. */
  body: z.strictObject({ query: z.string().min(1).max(8_000) }),
  reply: SignedIn,
  status: 201,
  errors: ['unauthenticated', 'unavailable'],
})
