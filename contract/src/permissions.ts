/** Every permission of the product; an endpoint names exactly one of them, or says that it is public. */
export const permissions = [
  'organization.manage',
  'api-keys.manage',
  'agents.read',
  'agents.write',
  'knowledge.read',
  'knowledge.write',
  'conversations.read',
  'conversations.reply',
] as const

export type Permission = (typeof permissions)[number]

const reading: Permission[] = ['agents.read', 'knowledge.read', 'conversations.read']

/** What each role may do. Owners and admins hold everything. */
export const roles = {
  owner: permissions,
  admin: permissions,
  builder: [...reading, 'agents.write', 'knowledge.write', 'conversations.reply'],
  supervisor: [...reading, 'conversations.reply', 'knowledge.write'],
  agent: [...reading, 'conversations.reply'],
  viewer: reading,
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles

export const roleMay = (role: Role, permission: Permission): boolean =>
  (roles[role] as readonly Permission[]).includes(permission)
