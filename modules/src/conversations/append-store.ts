import type { Citation } from '@frontdesk/contract/conversations'
import type { Statement } from '@frontdesk/platform/database/transaction'

type NewMessage = {
  organizationId: string
  conversationId: string
  messageId: string
  turnId: string
  at: Date
}
type CustomerMessage = NewMessage & { text: string; clientMessageId: string | null }

/** Whoever adds to a conversation locks it first: that gives one order, and everything after sees what came before. */
export const lockConversation = (organizationId: string, conversationId: string): Statement => ({
  name: 'conversations.lock',
  text: `SELECT agent_id FROM conversations WHERE organization_id = $1 AND id = $2 FOR UPDATE`,
  values: [organizationId, conversationId],
})

/** Adds nothing when the agent is not there; answers with a row otherwise. A repeated client id is error 23505. */
export const openConversation = (message: CustomerMessage & { agentId: string; createdBy: string }): Statement => ({
  name: 'conversations.open',
  text: `INSERT INTO conversations (organization_id, id, agent_id, title, last_seq, created_by, client_id, last_activity_at, created_at)
    SELECT $1, $2, id, $4, 0, $5, $6, $7, $7 FROM agents WHERE organization_id = $1 AND id = $3 AND deleted_at IS NULL
    RETURNING id`,
  values: [
    message.organizationId,
    message.conversationId,
    message.agentId,
    titleOf(message.text),
    message.createdBy,
    message.clientMessageId,
    message.at,
  ],
})

const titleOf = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`
}

/**
 * Two statements: the next sequence number, then the message under it. Both do nothing for a repeated client id, and
 * nothing when the agent who shall answer is not there.
 */
export const appendCustomerMessage = (message: CustomerMessage & { agentId: string }): Statement[] => [
  {
    name: 'conversations.next-customer-seq',
    text: `UPDATE conversations SET last_seq = last_seq + 1, last_activity_at = $3, status = 'open'
      WHERE organization_id = $1 AND id = $2 AND NOT EXISTS (
        SELECT FROM messages WHERE organization_id = $1 AND conversation_id = $2 AND client_message_id = $4)
        AND EXISTS (SELECT FROM agents WHERE organization_id = $1 AND id = $5 AND deleted_at IS NULL)
      RETURNING last_seq`,
    values: [message.organizationId, message.conversationId, message.at, message.clientMessageId, message.agentId],
  },
  {
    name: 'messages.append-customer',
    text: `INSERT INTO messages (organization_id, conversation_id, seq, id, sender, text, turn_id, client_message_id, created_at)
      SELECT $1, $2, last_seq, $3, 'customer', $4, $5, $6, $7 FROM conversations
      WHERE organization_id = $1 AND id = $2 AND NOT EXISTS (
        SELECT FROM messages WHERE organization_id = $1 AND conversation_id = $2 AND client_message_id = $6)
        AND EXISTS (SELECT FROM agents WHERE organization_id = $1 AND id = $8 AND deleted_at IS NULL)
      RETURNING seq`,
    values: [
      message.organizationId,
      message.conversationId,
      message.messageId,
      message.text,
      message.turnId,
      message.clientMessageId,
      message.at,
      message.agentId,
    ],
  },
]

type AgentMessage = NewMessage & {
  leaseToken: number
  text: string
  citations: Citation[]
  finish: 'complete' | 'cancelled' | 'failed'
}

/** Two statements: the answer takes the next sequence number, as long as its turn still runs under this lease. */
export const appendAgentMessage = (message: AgentMessage): Statement[] => [
  {
    name: 'conversations.next-agent-seq',
    text: `UPDATE conversations SET last_seq = last_seq + 1, last_activity_at = $5
      WHERE organization_id = $1 AND id = $2 AND EXISTS (
        SELECT FROM turns WHERE organization_id = $1 AND id = $3 AND lease_token = $4 AND status = 'running')
      RETURNING last_seq`,
    values: [message.organizationId, message.conversationId, message.turnId, message.leaseToken, message.at],
  },
  {
    name: 'messages.append-agent',
    text: `INSERT INTO messages (organization_id, conversation_id, seq, id, sender, text, citations, finish, turn_id, created_at)
      SELECT $1, $2, c.last_seq, $5, 'agent', $6, $7, $8, $3, $9 FROM conversations c
      JOIN turns t ON t.organization_id = $1 AND t.id = $3 AND t.lease_token = $4 AND t.status = 'running'
      WHERE c.organization_id = $1 AND c.id = $2
      RETURNING seq`,
    values: [
      message.organizationId,
      message.conversationId,
      message.turnId,
      message.leaseToken,
      message.messageId,
      message.text,
      JSON.stringify(message.citations),
      message.finish,
      message.at,
    ],
  },
]

/** What was said before, newest first. */
export const selectHistory = (organizationId: string, conversationId: string, limit: number): Statement => ({
  name: 'messages.history',
  text: `SELECT seq, sender, text FROM messages WHERE organization_id = $1 AND conversation_id = $2 ORDER BY seq DESC LIMIT $3`,
  values: [organizationId, conversationId, limit],
})

/** One line for the outbox, kept with the message it tells of: none when the turn does not run under this lease. */
export const announceMessage = (message: NewMessage & { leaseToken: number }): Statement => ({
  name: 'outbox.announce-message',
  text: `INSERT INTO outbox (organization_id, type, subject_id, payload, created_at)
    SELECT $1, 'message.created', $2, $3, $4 FROM turns
    WHERE organization_id = $1 AND id = $5 AND lease_token = $6 AND status = 'running'`,
  values: [
    message.organizationId,
    message.messageId,
    JSON.stringify({ conversationId: message.conversationId }),
    message.at,
    message.turnId,
    message.leaseToken,
  ],
})
