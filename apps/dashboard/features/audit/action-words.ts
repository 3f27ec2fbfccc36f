import type { AuditAction } from '@frontdesk/contract/audit'

/** Every action as what somebody did; the name of what it was done to may follow. */
export const actionWords: Record<AuditAction, string> = {
  'organization.created': 'created the organization',
  'organization.renamed': 'renamed the organization',
  'session.started': 'signed in',
  'session.ended': 'signed out',
  'password.changed': 'changed their password',
  'api-key.created': 'made an API key',
  'api-key.revoked': 'revoked an API key',
  'role.created': 'made a role',
  'role.updated': 'changed a role',
  'role.deleted': 'deleted a role',
  'member.joined': 'joined',
  'member.role-changed': 'gave a person another role',
  'member.removed': 'removed a person',
  'invitation.created': 'invited a person',
  'invitation.revoked': 'took an invitation back',
  'agent.created': 'made an agent',
  'agent.updated': 'changed an agent',
  'agent.deleted': 'deleted an agent',
  'document.added': 'added to the knowledge',
  'document.retried': 'had a document read again',
  'document.deleted': 'deleted a document',
  'conversation.changed': 'changed a conversation',
  'demo.seeded': 'added the demo shop',
}
