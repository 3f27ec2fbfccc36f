import type { Citation } from '@frontdesk/contract/conversations'
import type { Statement } from '@frontdesk/platform/database/transaction'
import { versionForCustomer } from '#agents'
import type { Actor } from '#context'
import { withinScope } from './scope-store.ts'

type NewMessage = {
  organizationId: string
  conversationId: string
  messageId: string
  turnId: string
  text: string
  at: Date
}
type CustomerMessage = NewMessage & { agentId: string; clientMessageId: string | null }

/** Whoever adds to a conversation locks it first: that gives one order, and everything after sees what came before. */
export const lockConversation = (organizationId: string, conversationId: string): Statement => ({
  name: 'conversations.lock',
  text: `SELECT created_by FROM conversations WHERE organization_id = $1 AND id = $2 FOR UPDATE`,
  values: [organizationId, conversationId],
})

/**
 * Opens a conversation with its first message and answers with its sequence number; with nothing when the agent is not
 * there. A repeated client id is error 23505.
 */
export const openConversation = (message: CustomerMessage & { title: string; createdBy: string }): Statement => ({
  name: 'conversations.open',
  text: `WITH next AS (
      INSERT INTO conversations (organization_id, id, agent_id, title, last_seq, created_by, client_id, last_activity_at, created_at, waiting_since, version_number)
      SELECT $1::uuid, $2::uuid, id, $10::text, 1, $11::text, $8::text, $6::timestamptz, $6, $6, ${versionForCustomer('$11')}
      FROM agents a WHERE organization_id = $1 AND id = $9::uuid AND deleted_at IS NULL
      RETURNING last_seq),
    ${keepCustomerMessage}`,
  values: [...customerValues(message), message.title, message.createdBy],
})

export const titleOf = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`
}

/** A conversation goes on with its agent's version that it began with, until it is resolved. */
const versionKept = `CASE WHEN c.agent_id = a.id AND (c.status = 'resolved' OR c.version_number IS NULL)
        THEN ${versionForCustomer('c.created_by')} ELSE c.version_number END`

/**
 * Adds to a conversation that is locked and answers with the message's sequence number; with nothing for a repeated
 * client id, or when the writer does not see the conversation or the agent who shall answer is not there.
 */
export const appendCustomerMessage = (message: CustomerMessage, writer: Actor): Statement => {
  const scope = withinScope(writer, 10)
  return {
    name: `messages.append-customer${scope.name}`,
    text: `WITH next AS (
      UPDATE conversations c SET last_seq = last_seq + 1, last_activity_at = $6::timestamptz, status = 'open',
        waiting_since = COALESCE(waiting_since, $6), version_number = ${versionKept}
      FROM agents a
      WHERE c.organization_id = $1::uuid AND c.id = $2::uuid AND a.organization_id = $1 AND a.id = $9::uuid AND a.deleted_at IS NULL
        AND NOT EXISTS (
          SELECT FROM messages WHERE organization_id = $1 AND conversation_id = $2 AND client_message_id = $8::text)${scope.and}
      RETURNING last_seq),
    ${keepCustomerMessage}`,
    values: [...customerValues(message), ...scope.values],
  }
}

/** The answer takes the next sequence number of a locked conversation, as long as its turn still runs under this lease. */
export const appendAgentMessage = (
  message: NewMessage & { leaseToken: number; citations: Citation[]; finish: 'complete' | 'cancelled' | 'failed' },
): Statement => ({
  name: 'messages.append-agent',
  text: `WITH next AS (
      UPDATE conversations SET last_seq = last_seq + 1, last_activity_at = $6::timestamptz, waiting_since = NULL
      WHERE organization_id = $1::uuid AND id = $2::uuid AND EXISTS (
        SELECT FROM turns WHERE organization_id = $1 AND id = $4::uuid AND lease_token = $10::int AND status = 'running')
      RETURNING last_seq),
    said AS (
      INSERT INTO messages (organization_id, conversation_id, seq, id, turn_id, text, created_at, sender, citations, finish)
      SELECT $1, $2, last_seq, $3::uuid, $4, $5::text, $6, 'agent', $8::jsonb, $9::text FROM next
      RETURNING seq),
    ${announce}`,
  values: [...messageValues(message), JSON.stringify(message.citations), message.finish, message.leaseToken],
})

const messageValues = ({ organizationId, conversationId, messageId, turnId, text, at }: NewMessage) => [
  organizationId,
  conversationId,
  messageId,
  turnId,
  text,
  at,
  JSON.stringify({ conversationId }),
]

const customerValues = (message: CustomerMessage) => [
  ...messageValues(message),
  message.clientMessageId,
  message.agentId,
]

/** One line in the outbox, kept with the message it tells of. */
const announce = `told AS (
      INSERT INTO outbox (organization_id, type, subject_id, payload, created_at)
      SELECT $1, 'message.created', $3, $7::jsonb, $6 FROM said)
    SELECT seq FROM said`

const keepCustomerMessage = `said AS (
      INSERT INTO messages (organization_id, conversation_id, seq, id, turn_id, text, created_at, sender, client_message_id)
      SELECT $1, $2, last_seq, $3::uuid, $4::uuid, $5::text, $6, 'customer', $8 FROM next
      RETURNING seq),
    ${announce}`

/** What was said before, back to the last resolution, newest first. */
export const selectHistory = (organizationId: string, conversationId: string, limit: number): Statement => ({
  name: 'messages.history',
  text: `SELECT seq, sender, text, attachments, created_at FROM messages WHERE organization_id = $1 AND conversation_id = $2
    AND seq > (SELECT resolved_seq FROM conversations WHERE organization_id = $1 AND id = $2) ORDER BY seq DESC LIMIT $3`,
  values: [organizationId, conversationId, limit],
})
