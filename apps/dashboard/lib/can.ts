import type { Me } from '@frontdesk/contract/accounts'
import type { Permission } from '@frontdesk/contract/permissions'
import { useMe } from './session.ts'

/** Each permission as what it lets a person do. */
export const doing: Record<Permission, string> = {
  'organization.own': 'make and unmake owners',
  'organization.manage': 'manage the organization',
  'people.read': 'see the people',
  'people.manage': 'manage people and roles',
  'api-keys.manage': 'manage API keys',
  'audit.read': 'read the audit trail',
  'agents.read': 'see agents',
  'agents.write': 'change agents',
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

/** Nobody gives, takes or changes what they do not hold themselves. Undefined: they do. A sentence: what they lack. */
export const whyNotGive = (me: Me | undefined, wanted: readonly Permission[]): string | undefined => {
  const lacking = me && wanted.find(permission => !me.permissions.includes(permission))
  return lacking && `You may not ${doing[lacking]} yourself, so you can neither give nor take that.`
}
