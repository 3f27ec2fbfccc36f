import { z } from 'zod'
import { SignedIn } from './accounts.ts'
import { endpoint, Moment } from './endpoint.ts'

export const ProviderId = z.enum(['google', 'github', 'oidc'])
export type ProviderId = z.output<typeof ProviderId>

export const ProviderRef = z.object({ id: ProviderId, name: z.string() })

/** The part of the address that the browser came back to, from `?` on, as it is. */
const Query = z.string().min(1).max(8_000)

/** Where the browser has to go. */
const Departure = z.object({ url: z.string() })

export const listProviders = endpoint('GET /sign-in-providers', {
  summary: 'What people may sign in with here beside a password: other services, and whether passkeys.',
  permission: 'public',
  reply: z.object({ items: z.array(ProviderRef), passkeys: z.boolean() }),
})
export const beginProviderSignIn = endpoint('POST /session/provider', {
  summary: 'Where the browser has to go to sign in with another service. It comes back to `/sign-in/return`.',
  permission: 'public',
  body: z.strictObject({
    provider: ProviderId,
    /** What the link of an invitation carries, to join with it as well. */
    invitation: z.string().min(1).max(200).optional(),
  }),
  reply: Departure,
  errors: ['not-found', 'unavailable'],
})
export const finishProviderSignIn = endpoint('POST /session/provider/confirm', {
  summary: 'Signs a person in with what the browser brought back from another service, and joins where it began so.',
  permission: 'public',
  body: z.strictObject({ query: Query }),
  reply: SignedIn,
  status: 201,
  errors: ['unauthenticated', 'unavailable', 'forbidden', 'not-found', 'conflict'],
})

export const listLinkedProviders = endpoint('GET /session/linked-providers', {
  summary: 'The other services that one’s own account can be signed in to with.',
  permission: 'signed-in',
  reply: z.object({
    items: z.array(ProviderRef.extend({ linkedAt: Moment })),
    /** Without one the last service cannot be unlinked. */
    hasPassword: z.boolean(),
  }),
  errors: ['conflict'],
})
export const beginProviderLink = endpoint('POST /session/linked-providers', {
  summary: 'Where the browser has to go to link another service to one’s own account.',
  permission: 'signed-in',
  fresh: true,
  body: z.strictObject({ provider: ProviderId }),
  reply: Departure,
  errors: ['not-found', 'conflict', 'unavailable'],
})
export const finishProviderLink = endpoint('POST /session/linked-providers/confirm', {
  summary: 'Links the service with what the browser brought back from it.',
  permission: 'signed-in',
  body: z.strictObject({ query: Query }),
  status: 204,
  errors: ['conflict', 'unavailable'],
})
export const unlinkProvider = endpoint('POST /session/linked-providers/remove', {
  summary: 'Unlinks a service; never the last way in.',
  permission: 'signed-in',
  fresh: true,
  body: z.strictObject({ provider: ProviderId }),
  status: 204,
  errors: ['not-found', 'conflict'],
})
