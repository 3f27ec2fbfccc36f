import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

/** What is noted, in the words of the OWASP logging vocabulary. */
export const securityEventNames = [
  'authn_login_success',
  'authn_login_fail',
  'authn_login_fail_max',
  'authn_password_change',
  'authn_password_change_fail',
  'authn_token_created',
  'authn_token_revoked',
  'authn_token_reuse',
  'authz_fail',
  'authz_change',
  'authz_admin',
  'privilege_permissions_changed',
  'excess_rate_limit_exceeded',
  'sensitive_read',
  'sensitive_update',
  'user_created',
  'user_updated',
  'user_deleted',
] as const
export type SecurityEventName = (typeof securityEventNames)[number]

export const securityLevels = ['info', 'warn', 'critical'] as const
export type SecurityLevel = (typeof securityLevels)[number]

/** What raises an alert. */
export const alertRules = [
  'failed-sign-ins',
  'sign-in-after-failures',
  'sign-in-from-new-place',
  'second-factor-removed',
  'passkey-copied',
  'owner-added',
  'api-key-made',
  'api-key-from-new-network',
  'many-refusals',
  'audit-exported',
  'audit-not-intact',
] as const
export type AlertRule = (typeof alertRules)[number]

/** A person’s id, or `key:` and a key’s id; null where many that came at once were counted together. */
const Actor = z.string().nullable()

export const SecurityEvent = z.object({
  id: Id,
  at: Moment,
  name: z.enum(securityEventNames),
  level: z.enum(securityLevels),
  actor: Actor,
  /** The address that it came from, where one is known. */
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** More than 1 where the same happened again and again within a minute. */
  count: z.int(),
  /** What there is to know beside it, without secrets. */
  details: z.record(z.string(), z.unknown()),
  /** Of the first, where there were several. */
  requestId: z.string().nullable(),
})
export type SecurityEvent = z.output<typeof SecurityEvent>

export const SecurityAlert = z.object({
  id: Id,
  rule: z.enum(alertRules),
  level: z.enum(securityLevels),
  /** What happened, as a sentence. */
  title: z.string(),
  /** Whom it is about: a person’s id, or `key:` and a key’s id; null when it is about the organization. */
  subject: Actor,
  /** How often it was raised within an hour. */
  count: z.int(),
  firstAt: Moment,
  lastAt: Moment,
  /** Of the event that raised it first. */
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  status: z.enum(['open', 'acknowledged']),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: Moment.nullable(),
})
export type SecurityAlert = z.output<typeof SecurityAlert>

export const listSecurityEvents = endpoint('GET /security/events', {
  summary: 'Sign-ins, refusals and changes of rights in the last 90 days, newest first.',
  permission: 'audit.read',
  query: PageQuery.extend({
    name: z.enum(securityEventNames).optional(),
    level: z.enum(securityLevels).optional(),
    actor: z.string().max(100).optional(),
    from: Moment.optional(),
    until: Moment.optional(),
  }),
  reply: paged(SecurityEvent),
})
export const listAlerts = endpoint('GET /security/alerts', {
  summary: 'What somebody should look at, newest first.',
  permission: 'audit.read',
  query: PageQuery.extend({ status: z.enum(['open', 'acknowledged']).optional() }),
  reply: paged(SecurityAlert),
})
export const acknowledgeAlert = endpoint('POST /security/alerts/:alertId/acknowledge', {
  summary: 'Says that somebody has looked at an alert. Who did so first stays.',
  permission: 'organization.manage',
  reply: SecurityAlert,
  errors: ['not-found'],
})
