import type { SecurityEvent, SecurityEventName } from '@frontdesk/contract/security'
import { actorName, type Names } from '../audit/audit-line.ts'

/** Every event as what somebody did, or what was done to them. */
export const eventWords: Record<SecurityEventName, string> = {
  authn_login_success: 'signed in',
  authn_login_fail: 'could not sign in',
  authn_login_fail_max: 'was stopped after too many attempts',
  authn_password_change: 'changed their password',
  authn_password_change_fail: 'gave a wrong password for changing it',
  authn_token_created: 'made an API key',
  authn_token_revoked: 'revoked an API key',
  authn_token_reuse: 'was refused with a copy of their passkey',
  authz_fail: 'was refused',
  authz_change: 'gave a person another role',
  authz_admin: 'changed the organization or an invitation',
  privilege_permissions_changed: 'changed a role',
  excess_rate_limit_exceeded: 'asked too often',
  sensitive_read: 'read the audit trail out',
  sensitive_update: 'found that the audit trail is not intact',
  user_created: 'joined',
  user_updated: 'changed how they sign in',
  user_deleted: 'removed a person',
}

/** Who it was: by name, or several of whom only the number was kept. */
export const whoDid = ({ actor }: Pick<SecurityEvent, 'actor'>, names: Names): string =>
  actor === null ? 'Several' : actorName(actor, names)

/** What happened, to what, and how often: "was refused: GET /audit, 12 times". */
export const eventDeed = ({ name, actor, details, count }: SecurityEvent, names: Names): string => {
  const isKey = actor?.startsWith('key:') === true
  const words = name === 'authn_login_success' && isKey ? 'was used' : eventWords[name]
  const about = textOf(details.endpoint) ?? textOf(details.name) ?? nameOf(details.target, actor, names)
  return [about === undefined ? words : `${words}: ${about}`, ...(count > 1 ? [`${count} times`] : [])].join(', ')
}

const nameOf = (target: unknown, actor: string | null, names: Names) => {
  const id = textOf(target)
  return id === undefined || id === actor ? undefined : names.of(id)
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
