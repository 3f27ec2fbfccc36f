import type { Me } from '@frontdesk/contract/accounts'
import { type ConversationScope, conversationScopes, type Permission } from '@frontdesk/contract/permissions'
import { useMe } from './session.ts'

/** Each permission as what it lets a person do. */
export const doing: Record<Permission, string> = {
  'organization.own': 'make and unmake owners',
  'organization.manage': 'manage the organization',
  'people.read': 'see the people',
  'people.manage': 'manage people and roles',
  'api-keys.manage': 'manage API keys',
  'audit.read': 'read the audit trail',
  'model-connections.manage': 'connect model providers',
  'database-connections.manage': 'connect databases',
  'agents.read': 'see agents',
  'agents.write': 'change agents',
  'agents.publish': 'publish agents',
  'tools.read': 'see tools',
  'tools.write': 'change tools',
  'tool-calls.decide': 'decide on what agents want to do',
  'knowledge.read': 'see the knowledge',
  'knowledge.write': 'change the knowledge',
  'conversations.read': 'read conversations',
  'conversations.reply': 'write in conversations',
}

/** Undefined: yes. A sentence: no, and why. */
const whyNot = (me: Me | undefined, permission: Permission): string | undefined =>
  me === undefined || me.permissions.includes(permission)
    ? undefined
    : `As ${me.role.name} you may not ${doing[permission]}. Ask an owner or admin of ${me.organization.name}.`

export const useWhyNot = (permission: Permission) => whyNot(useMe().value, permission)

type Grant = { permissions: readonly Permission[]; conversationScope: ConversationScope }

/** Nobody gives, takes or changes what they do not hold themselves. Undefined: they do. A sentence: what they lack. */
export const whyNotGive = (me: Me | undefined, { permissions, conversationScope }: Grant): string | undefined => {
  const lacking = me && permissions.find(permission => !me.permissions.includes(permission))
  if (lacking) return `You may not ${doing[lacking]} yourself, so you can neither give nor take that.`
  return me && !holdsScope(me, conversationScope)
    ? 'You do not see all of these conversations yourself, so you can neither give nor take that.'
    : undefined
}

const holdsScope = ({ conversationScopes: mine }: Me, wanted: ConversationScope) =>
  mine.every(scope => scope === 'all' || scope === wanted)

/** What a role can let somebody see, to choose from; nobody gives the sight of what they do not see themselves. */
export const scopeOptions = (me: Me | undefined) =>
  (Object.entries(conversationScopes) as [ConversationScope, string][]).map(([value, words]) => ({
    value,
    label: words.charAt(0).toUpperCase() + words.slice(1),
    disabled: me !== undefined && !holdsScope(me, value),
  }))
