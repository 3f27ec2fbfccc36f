import type { AuditAction } from '@frontdesk/contract/audit'
import { type SecurityEventName, type SecurityLevel, securityEventNames } from '@frontdesk/contract/security'
import { newId } from '@frontdesk/platform/ids'
import type { Notice } from '../notices.ts'
import { deviceOf, networkOf } from './origin.ts'

/** What is to be kept, once it is known for which organization. */
export type NewEvent = {
  id: string
  at: Date
  name: SecurityEventName
  level: SecurityLevel
  actor: string | undefined
  ip: string | undefined
  userAgent: string | undefined
  network: string | undefined
  device: string | undefined
  count: number
  details: Record<string, unknown>
  requestId: string | undefined
  /** Whoever has no rights at all can make as many of these as they like. */
  isCheap: boolean
}

type Kind = { name: SecurityEventName; level: SecurityLevel; details?: Record<string, unknown> }

/** What is audited, as an event; what is not here is nobody’s security. */
const deeds: Partial<Record<AuditAction, Kind>> = {
  'session.started': { name: 'authn_login_success', level: 'info' },
  'session.provider-linked': { name: 'user_updated', level: 'info', details: { signsInWith: 'another service' } },
  'person.provider-linked': { name: 'user_updated', level: 'info', details: { signsInWith: 'another service' } },
  'person.provider-unlinked': { name: 'user_updated', level: 'warn', details: { signsInWith: 'one service less' } },
  'email.changed': { name: 'user_updated', level: 'warn', details: { address: 'changed' } },
  'password.changed': { name: 'authn_password_change', level: 'info' },
  'password.reset': { name: 'authn_password_change', level: 'warn', details: { by: 'a mailed link' } },
  'second-factor.added': { name: 'user_updated', level: 'info', details: { secondFactor: 'added' } },
  'second-factor.removed': { name: 'user_updated', level: 'warn', details: { secondFactor: 'removed' } },
  'passkey.added': { name: 'user_updated', level: 'info', details: { passkey: 'added' } },
  'passkey.removed': { name: 'user_updated', level: 'warn', details: { passkey: 'removed' } },
  'second-factor.codes-renewed': {
    name: 'user_updated',
    level: 'info',
    details: { secondFactor: 'new recovery codes' },
  },
  'organization.second-factor-changed': { name: 'authz_admin', level: 'warn' },
  'organization.renamed': { name: 'authz_admin', level: 'info' },
  'invitation.created': { name: 'authz_admin', level: 'info', details: { invitation: 'created' } },
  'invitation.revoked': { name: 'authz_admin', level: 'info', details: { invitation: 'revoked' } },
  'api-key.created': { name: 'authn_token_created', level: 'warn' },
  'api-key.revoked': { name: 'authn_token_revoked', level: 'info' },
  'role.created': { name: 'privilege_permissions_changed', level: 'warn' },
  'role.updated': { name: 'privilege_permissions_changed', level: 'warn' },
  'role.deleted': { name: 'privilege_permissions_changed', level: 'warn' },
  'team.member-added': { name: 'authz_change', level: 'info' },
  'team.member-removed': { name: 'authz_change', level: 'info' },
  'member.joined': { name: 'user_created', level: 'info' },
  'member.role-changed': { name: 'authz_change', level: 'warn' },
  'member.removed': { name: 'user_deleted', level: 'warn' },
}

const levels: Partial<Record<SecurityEventName, SecurityLevel>> = {
  authn_login_success: 'info',
  authn_token_reuse: 'critical',
  sensitive_read: 'info',
  sensitive_update: 'critical',
}

const isName = (what: Notice['what']): what is SecurityEventName =>
  (securityEventNames as readonly string[]).includes(what)

const kindOf = (what: Notice['what']): Kind | undefined =>
  isName(what) ? { name: what, level: levels[what] ?? 'warn' } : deeds[what]

/** Undefined for what is nobody’s security. */
export const eventOf = (notice: Notice, at: Date): NewEvent | undefined => {
  const kind = kindOf(notice.what)
  if (!kind) return undefined
  const { actor, requestId } = notice
  const network = networkOf(notice.ip)
  const userAgent = notice.userAgent?.slice(0, 300)
  return {
    id: newId(),
    at,
    name: kind.name,
    level: kind.level,
    actor,
    // A connection without an address, or what a proxy made up, says nothing.
    ip: network && notice.ip,
    userAgent,
    network,
    device: deviceOf(userAgent),
    count: 1,
    details: { ...notice.details, ...kind.details },
    requestId,
    isCheap: isName(notice.what),
  }
}
