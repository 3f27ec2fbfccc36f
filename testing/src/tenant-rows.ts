import type { Statement } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'

const now = new Date()

/** A row in every table of an organization, in the order in which they lean on each other. */
export const oneOfEverything = (organizationId: string): Statement[] => {
  const id = newId()
  const rows: [table: string, values: Record<string, unknown>][] = [
    ['members', { user_id: id, name: 'Olivia', email: 'o@example.com', role: 'owner', created_at: now }],
    [
      'api_keys',
      {
        id,
        name: 'Import',
        secret_hash: Buffer.from('x'),
        hint: 'fd',
        permissions: ['agents.read'],
        created_by: id,
        created_at: now,
      },
    ],
    [
      'agents',
      {
        id,
        name: 'Juniper',
        instructions: '',
        personality: '',
        greeting: '',
        knowledge_only: true,
        created_at: now,
        updated_at: now,
      },
    ],
    [
      'documents',
      {
        id,
        kind: 'text',
        format: 'text',
        title: 'Returns',
        status: 'ready',
        content_hash: Buffer.from('x'),
        bytes: 1,
        created_at: now,
        updated_at: now,
      },
    ],
    [
      'chunks',
      {
        id,
        document_id: id,
        position: 0,
        breadcrumb: '',
        text: 'x',
        start_offset: 0,
        end_offset: 1,
        terms: Buffer.from('x'),
        revision: 1,
      },
    ],
    ['chunk_vectors', { chunk_id: id, document_id: id, model: 'x', dimensions: 2, embedding: '[1,2]' }],
    ['knowledge_revisions', { revision: 1 }],
    ['knowledge_removals', { document_id: id, revision: 1 }],
    ['conversations', { id, agent_id: id, title: 'Hello', created_by: id, last_activity_at: now, created_at: now }],
    ['teams', { id, name: 'Workshop', created_at: now }],
    ['team_members', { team_id: id, user_id: id, since: now }],
    ['conversation_participants', { conversation_id: id, user_id: id, since: now }],
    ['messages', { conversation_id: id, seq: 1, id, sender: 'customer', text: 'Hello', created_at: now }],
    [
      'turns',
      {
        id,
        conversation_id: id,
        agent_id: id,
        agent_version: 1,
        question_seq: 1,
        status: 'completed',
        lease_owner: 'x',
        lease_until: now,
        started_at: now,
      },
    ],
    [
      'tools',
      {
        id,
        kind: 'http',
        name: 'Look up',
        description: '',
        parameters: {},
        bound: {},
        request: {},
        effect: 'read',
        approval: 'never',
        timeout_ms: 1_000,
        created_at: now,
        updated_at: now,
      },
    ],
    ['agent_tools', { agent_id: id, tool_id: id, position: 1 }],
    [
      'turn_steps',
      {
        turn_id: id,
        step: 1,
        model: 'x',
        text: '',
        calls: '[]',
        input_tokens: 1,
        output_tokens: 1,
        duration_ms: 1,
        at: now,
      },
    ],
    [
      'tool_calls',
      { id, turn_id: id, conversation_id: id, step: 1, position: 1, name: 'x', state: 'planned', planned_at: now },
    ],
    ['model_connections', { id, name: 'Ours', provider: 'openai', key_hint: '', created_at: now, updated_at: now }],
    [
      'database_connections',
      {
        id,
        name: 'Shop',
        dialect: 'mysql',
        host: 'x',
        port: 1,
        login: 'x',
        tls: 'off',
        relations: [],
        functions: [],
        created_at: now,
        updated_at: now,
      },
    ],
    ['answer_chunks', { turn_id: id, attempt: 1, start_offset: 0, text: 'x' }],
    ['custom_roles', { id, name: 'Editors', permissions: [], created_at: now }],
    [
      'invitations',
      {
        id,
        email: 'a@example.com',
        role: 'agent',
        token_hash: Buffer.from('x'),
        invited_by: id,
        created_at: now,
        expires_at: now,
      },
    ],
    ['data_keys', { id, purpose: 'mails', version: 1, wrapped_by: 'x', wrapped: 'x', created_at: now }],
    [
      'mails',
      {
        id,
        kind: 'invitation',
        to_address: 'a@example.com',
        subject: 'Hello',
        text: 'Hello',
        html: 'Hello',
        status: 'kept',
        created_at: now,
        next_attempt_at: now,
      },
    ],
    ['security_events', { id, at: now, name: 'authn_login_fail', level: 'warn', occurrences: 1, details: {} }],
    ['security_alerts', { id, rule: 'api-key-made', level: 'info', details: {}, created_at: now, last_at: now }],
    ['audit_heads', { seq: 1, hash: 'x' }],
    ['audit_entries', { seq: 1, entry: '{"at":"","actor":"","action":""}', hash: 'x' }],
    ['outbox', { type: 'message.created', subject_id: id, payload: {}, created_at: now }],
    ['idempotency_keys', { principal: 'x', key: id, fingerprint: Buffer.from('x'), created_at: now }],
  ]
  return rows.map(([table, values]) => insert(table, { organization_id: organizationId, ...values }))
}

const insert = (table: string, values: Record<string, unknown>): Statement => ({
  text: `INSERT INTO ${table} (${Object.keys(values)}) VALUES (${Object.keys(values).map((_, index) => `$${index + 1}`)})`,
  values: Object.values(values),
})
