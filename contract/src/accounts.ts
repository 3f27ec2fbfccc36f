import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'
import { permissions } from './permissions.ts'
import { ConversationScope, RoleRef } from './roles.ts'

export const Email = z.email().max(254)
export const Password = z.string().min(12, 'At least 12 characters').max(128)

/** A site as browsers name it: scheme, host and port, nothing behind them. */
const Origin = z
  .url({ protocol: /^https?$/, error: 'A site such as https://shop.example' })
  .refine(text => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''), 'Only scheme, host and port')
  .transform(text => new URL(text).origin)

export const Me = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    /** They have opened a link that was mailed to this address. */
    emailVerified: z.boolean(),
  }),
  organization: z.object({ id: Id, name: z.string() }),
  role: RoleRef,
  permissions: z.array(z.enum(permissions)),
  /** They see the conversations that are within every one of these: their role's, and that of the key they came with. */
  conversationScopes: z.array(ConversationScope),
})
export type Me = z.output<typeof Me>

/** The token also works as `Authorization: Bearer`; browsers get it as a cookie. */
export const SignedIn = Me.extend({ session: z.object({ token: z.string(), expiresAt: Moment }) })
export type SignedIn = z.output<typeof SignedIn>

export const readSetup = endpoint('GET /setup', {
  summary: 'Whether the first organization still has to be created, and what answers by default.',
  permission: 'public',
  reply: z.object({ needed: z.boolean(), defaultModel: z.string(), provider: z.string() }),
})
export const NewOrganization = z.strictObject({
  organizationName: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(100),
  email: Email,
  password: Password,
})
export type NewOrganization = z.output<typeof NewOrganization>

export const setUp = endpoint('POST /setup', {
  summary: 'Creates the first organization with its owner and signs the owner in.',
  permission: 'public',
  body: NewOrganization,
  reply: SignedIn,
  status: 201,
  errors: ['conflict'],
})
export const signIn = endpoint('POST /session', {
  summary: 'Signs a person in.',
  permission: 'public',
  body: z.strictObject({ email: Email, password: z.string().min(1).max(128) }),
  reply: SignedIn,
  status: 201,
  errors: ['unauthenticated'],
})
export const signOut = endpoint('DELETE /session', {
  summary: 'Ends the session.',
  permission: 'signed-in',
  status: 204,
  errors: ['conflict'],
})
export const readSession = endpoint('GET /session', {
  summary: 'Who is asking, for which organization, and what they may do.',
  permission: 'signed-in',
  reply: Me,
})

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the secret, to recognise it by. */
  hint: z.string(),
  permissions: z.array(z.enum(permissions)),
  /** It sees the conversations that are within this and that its maker sees at that moment. */
  conversationScope: ConversationScope,
  /** The networks that it works from, as `203.0.113.0/24` or a single address; none: from anywhere. */
  addresses: z.array(z.string()),
  /** The sites whose pages may use it from a browser, as `https://shop.example`; none: it is not for browsers. */
  origins: z.array(z.string()),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  lastUsedAt: Moment.nullable(),
})
export type ApiKey = z.output<typeof ApiKey>

export const createApiKey = endpoint('POST /api-keys', {
  summary: 'Makes an API key; its secret is shown this once.',
  permission: 'api-keys.manage',
  fresh: true,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    /** Absent: everything its maker may do. */
    permissions: z.array(z.enum(permissions)).min(1).optional(),
    /** Absent: every conversation that its maker sees. */
    conversationScope: ConversationScope.optional(),
    expiresAt: Moment.optional(),
    /** Networks such as `203.0.113.0/24` and single addresses, of IPv4 and IPv6; absent: from anywhere. */
    addresses: z
      .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
      .min(1)
      .max(50)
      .optional(),
    /** Sites such as `https://shop.example`, whose pages may use it from a browser; absent: none. */
    origins: z.array(Origin).min(1).max(50).optional(),
  }),
  // Not idempotent: repeating the first answer would mean keeping the secret. A key too many is seen and revoked.
  reply: ApiKey.extend({ secret: z.string() }),
  status: 201,
})
export const listApiKeys = endpoint('GET /api-keys', {
  summary: 'The keys that work, without their secrets.',
  permission: 'api-keys.manage',
  query: PageQuery,
  reply: paged(ApiKey),
})
export const revokeApiKey = endpoint('DELETE /api-keys/:apiKeyId', {
  summary: 'Ends an API key within a second.',
  permission: 'api-keys.manage',
  status: 204,
  errors: ['not-found'],
})

export const seedDemo = endpoint('POST /demo', {
  summary: 'Adds the demo shop: its help articles, an agent and a dozen conversations.',
  permission: 'organization.manage',
  reply: z.object({ agentId: Id, documents: z.int(), conversations: z.int() }),
  status: 201,
})
