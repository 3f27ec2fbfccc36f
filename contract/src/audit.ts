import { z } from 'zod'
import { endpoint, Moment, PageQuery, paged } from './endpoint.ts'

/** Every action that is audited; the part before the dot is the kind of its target. */
export const auditActions = [
  'organization.created',
  'organization.renamed',
  'session.started',
  'session.ended',
  'session.provider-linked',
  'session.confirmed',
  'password.changed',
  'password.reset',
  'email.verified',
  'email.changed',
  'person.renamed',
  'person.provider-linked',
  'person.provider-unlinked',
  'second-factor.added',
  'second-factor.removed',
  'passkey.added',
  'passkey.renamed',
  'passkey.removed',
  'second-factor.codes-renewed',
  'organization.second-factor-changed',
  'api-key.created',
  'api-key.revoked',
  'customer-token.created',
  'role.created',
  'role.updated',
  'role.deleted',
  'member.joined',
  'member.role-changed',
  'member.removed',
  'invitation.created',
  'invitation.revoked',
  'team.created',
  'team.updated',
  'team.deleted',
  'team.member-added',
  'team.member-removed',
  'mail.retried',
  'alert.acknowledged',
  'model-connection.created',
  'model-connection.updated',
  'model-connection.deleted',
  'model-price.set',
  'model-price.deleted',
  'budgets.set',
  'business-hours.set',
  'database-connection.created',
  'database-connection.updated',
  'database-connection.deleted',
  'database-connection.tried',
  'agent.created',
  'agent.updated',
  'agent.deleted',
  'agent.tools-changed',
  'agent.published',
  'agent.restored',
  'agent.rolled-back',
  'agent.rollout-changed',
  'tool.created',
  'tool.updated',
  'tool.deleted',
  'tool.tried',
  'tool.schema-approved',
  'tool.schema-changed',
  'mcp-server.created',
  'mcp-server.updated',
  'mcp-server.deleted',
  'mcp-server.refreshed',
  'mcp-server.signed-in',
  'tool-call.approved',
  'tool-call.rejected',
  'document.added',
  'document.retried',
  'document.deleted',
  'conversation.changed',
  'conversation.assigned',
  'conversation.handed-over',
  'conversation.taken-over',
  'conversation.handed-back',
  'conversation.replied',
  'conversation.participant-added',
  'conversation.participant-removed',
  'data-key.rotated',
  'data-key.rewrapped',
  'data-key.retired',
  'demo.seeded',
] as const
export type AuditAction = (typeof auditActions)[number]

export const AuditEntry = z.object({
  /** 1, 2, 3 … within the organization, without a gap. */
  seq: z.int(),
  at: Moment,
  /** A person’s id, `key:` and a key’s id, or `system`. */
  actor: z.string(),
  action: z.enum(auditActions),
  /** The id of what was changed. */
  target: z.string().nullable(),
  /** What there is to know beside it, without secrets. */
  details: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  /** The address that it came from. */
  ip: z.string().nullable(),
  /** SHA-256 over the hash before and this entry, in hexadecimal digits. */
  hash: z.string(),
})
export type AuditEntry = z.output<typeof AuditEntry>

const AuditVerdict = z.object({
  intact: z.boolean(),
  entries: z.int(),
  /** Up to where the server has signed the trail, and when. */
  sealed: z.object({ seq: z.int(), at: Moment }).nullable(),
  /** The first entry that does not fit, and why. */
  firstFault: z.object({ seq: z.int(), reason: z.string() }).nullable(),
})
export type AuditVerdict = z.output<typeof AuditVerdict>

export const listAudit = endpoint('GET /audit', {
  summary: 'Who changed what, newest first.',
  permission: 'audit.read',
  query: PageQuery.extend({
    action: z.enum(auditActions).optional(),
    actor: z.string().max(100).optional(),
    target: z.string().max(100).optional(),
    from: Moment.optional(),
    until: Moment.optional(),
  }),
  reply: paged(AuditEntry),
})
export const verifyAudit = endpoint('GET /audit/verification', {
  summary: 'Checks the whole chain of hashes: whether an entry was changed, removed or put in.',
  permission: 'audit.read',
  reply: AuditVerdict,
})
export const exportAudit = endpoint('GET /audit/export', {
  summary: 'The trail as it is kept, oldest first, for checking it elsewhere: see `npm run audit:verify`.',
  permission: 'audit.read',
  fresh: true,
  query: z.strictObject({
    afterSeq: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
  }),
  reply: z.object({
    /** `entry` is the very text that `hash` covers. */
    items: z.array(z.object({ seq: z.int(), entry: z.string(), hash: z.string() })),
    /** Hand it back as `afterSeq`; null at the end. */
    next: z.int().nullable(),
  }),
})
