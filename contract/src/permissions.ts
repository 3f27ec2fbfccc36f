/** Every permission of the product; an endpoint names exactly one of them, or says that it is public. */
export const permissions = [
  'organization.own',
  'organization.manage',
  'people.read',
  'people.manage',
  'api-keys.manage',
  'audit.read',
  'model-connections.manage',
  'database-connections.manage',
  'agents.read',
  'agents.write',
  'agents.publish',
  'tools.read',
  'tools.write',
  'tool-calls.decide',
  'knowledge.read',
  'knowledge.write',
  'conversations.read',
  'conversations.reply',
] as const

export type Permission = (typeof permissions)[number]

const reading: Permission[] = ['people.read', 'agents.read', 'tools.read', 'knowledge.read', 'conversations.read']

/** What each built-in role may do. Only owners hold `organization.own`, so only they make and unmake owners. */
export const roles = {
  owner: permissions,
  admin: permissions.filter(permission => permission !== 'organization.own'),
  builder: [...reading, 'agents.write', 'agents.publish', 'tools.write', 'knowledge.write', 'conversations.reply'],
  supervisor: [...reading, 'conversations.reply', 'knowledge.write', 'tool-calls.decide'],
  agent: [...reading, 'conversations.reply'],
  viewer: reading,
} as const satisfies Record<string, readonly Permission[]>

/** The name of a built-in role; an organization's own roles go by their ids. */
export type BuiltInRole = keyof typeof roles

export const isBuiltIn = (role: string): role is BuiltInRole => Object.hasOwn(roles, role)

/**
 * Which conversations a role sees: lists, counts, streams and every endpoint keep to it alike. Their own are those that
 * they are assigned to, and those that they or a key of theirs began.
 */
export const conversationScopes = {
  all: 'all conversations',
  team: 'their own, and those of their teams',
  'own-and-unassigned': 'their own, and those that nobody is assigned to',
  participating: 'their own, and those that they take part in',
} as const

export type ConversationScope = keyof typeof conversationScopes

/** An organization's own roles choose theirs. */
export const scopeOfBuiltIn = {
  owner: 'all',
  admin: 'all',
  builder: 'all',
  supervisor: 'all',
  agent: 'all',
  viewer: 'all',
} as const satisfies Record<BuiltInRole, ConversationScope>
