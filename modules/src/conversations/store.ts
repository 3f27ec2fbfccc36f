import type { Citation, Conversation, Message } from '@frontdesk/contract/conversations'
import type { Attachment } from '@frontdesk/contract/files'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { anything, type Condition, withinScope } from './scope-store.ts'
import { keepWords } from './words-store.ts'

export const conversationColumns = `c.id, c.agent_id, c.title, c.status, c.handler, c.hand_over, c.waiting_since, c.attributes, c.labels, c.last_seq,
    c.assignee_id, c.team_id, c.last_activity_at, c.created_at,
    t.id AS live_turn_id
  FROM conversations c LEFT JOIN turns t
    ON t.organization_id = c.organization_id AND t.conversation_id = c.id AND t.status = 'running'`

/** One that the actor sees. Throws NotFound alike for one that they do not see and one that is not there. */
export const findConversation = (ctx: Ctx, id: string): Promise<Conversation> =>
  readConversation(ctx, id, withinScope(ctx.actor, 3))

/** For whoever has just changed it, and may have given it out of their own sight. */
export const readChanged = (ctx: Ctx, id: string): Promise<Conversation> => readConversation(ctx, id, anything)

const readConversation = async (ctx: Ctx, id: string, scope: Condition) => {
  const [result] = await ctx.sql([
    {
      name: `conversations.find${scope.name}`,
      text: `SELECT ${conversationColumns} WHERE c.organization_id = $1::uuid AND c.id = $2::uuid${scope.and}`,
      values: [ctx.organizationId, id, ...scope.values],
    },
  ])
  if (!result?.rows[0]) throw new NotFound('conversation')
  return conversationOf(result.rows[0])
}

export type ConversationChange = {
  title?: string | undefined
  status?: string | undefined
  labels?: string[] | undefined
  /** null removes one. */
  attributes?: Record<string, string | number | boolean | null> | undefined
}

/** What is resolved goes back to its agent, who begins anew when the customer comes again. */
export const changeConversation = async (ctx: Ctx, id: string, change: ConversationChange): Promise<Conversation> => {
  const { title = null, status = null, labels = null, attributes } = change
  const scope = withinScope(ctx.actor, 7)
  const [changed] = await ctx.sql([
    {
      text: `UPDATE conversations c SET title = COALESCE($3::text, title), status = COALESCE($4::text, status),
          labels = COALESCE($5::text[], labels), attributes = jsonb_strip_nulls(attributes || COALESCE($6::jsonb, '{}')),
          handler = CASE $4::text WHEN 'resolved' THEN 'ai' ELSE handler END,
          hand_over = CASE $4::text WHEN 'resolved' THEN NULL ELSE hand_over END,
          waiting_since = CASE $4::text WHEN 'resolved' THEN NULL ELSE waiting_since END,
          resolved_seq = CASE $4::text WHEN 'resolved' THEN last_seq ELSE resolved_seq END
        WHERE c.organization_id = $1::uuid AND c.id = $2::uuid${scope.and} RETURNING id`,
      values: [
        ctx.organizationId,
        id,
        title,
        status,
        labels && [...new Set(labels)],
        attributes ? JSON.stringify(attributes) : null,
        ...scope.values,
      ],
    },
  ])
  if (!changed?.rows[0]) throw new NotFound('conversation')
  if (title !== null || attributes) await keepWords(ctx, [id])
  return readChanged(ctx, id)
}

export const messageColumns =
  'id, conversation_id, seq, sender, text, citations, attachments, page, finish, turn_id, client_message_id, created_at, author_id, author_name'

// The largest that its column holds.
const highestSeq = 2_147_483_647

export const selectMessages = async (ctx: Ctx, conversationId: string, afterSeq: number, limit: number) => {
  const scope = withinScope(ctx.actor, 3)
  const [conversation, messages] = await ctx.sql([
    {
      name: `conversations.last-seq${scope.name}`,
      text: `SELECT last_seq FROM conversations c WHERE c.organization_id = $1::uuid AND c.id = $2::uuid${scope.and}`,
      values: [ctx.organizationId, conversationId, ...scope.values],
    },
    {
      name: 'messages.after',
      text: `SELECT ${messageColumns} FROM messages
        WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND seq > $3::int ORDER BY seq LIMIT $4::int`,
      values: [ctx.organizationId, conversationId, Math.min(afterSeq, highestSeq), limit + 1],
    },
  ])
  if (!conversation?.rows[0]) throw new NotFound('conversation')
  const rows = (messages?.rows ?? []).map(messageOf)
  const items = rows.slice(0, limit)
  return {
    items,
    next: rows.length > limit ? String(items.at(-1)?.seq) : null,
    lastSeq: Number(conversation.rows[0].last_seq),
  }
}

/** The turn that answers the message which a client sent under this id, if it was kept. */
export const findTurnOfClientMessage = async (
  ctx: Ctx,
  where: { conversationId: string | undefined; createdBy: string; clientMessageId: string },
): Promise<{ turnId: string; conversationId: string } | undefined> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT m.turn_id, m.conversation_id FROM messages m
        JOIN conversations c ON c.organization_id = m.organization_id AND c.id = m.conversation_id
        WHERE m.organization_id = $1::uuid AND m.client_message_id = $2::text AND m.turn_id IS NOT NULL
          AND (m.conversation_id = $3::uuid OR ($3::uuid IS NULL AND c.created_by = $4::text AND c.client_id = $2::text)) LIMIT 1`,
      values: [ctx.organizationId, where.clientMessageId, where.conversationId ?? null, where.createdBy],
    },
  ])
  const row = result?.rows[0]
  return row && { turnId: String(row.turn_id), conversationId: String(row.conversation_id) }
}

const textOf = (value: unknown) => (value === null ? null : String(value))

export const conversationOf = (row: Row): Conversation => ({
  id: String(row.id),
  agentId: String(row.agent_id),
  title: String(row.title),
  status: row.status === 'resolved' ? 'resolved' : 'open',
  handler: row.handler as Conversation['handler'],
  handOver: row.hand_over as Conversation['handOver'],
  waitingSince: row.waiting_since === null ? null : (row.waiting_since as Date).toISOString(),
  attributes: row.attributes as Conversation['attributes'],
  labels: row.labels as Conversation['labels'],
  lastSeq: Number(row.last_seq),
  liveTurnId: row.live_turn_id === null ? null : String(row.live_turn_id),
  assigneeId: row.assignee_id === null ? null : String(row.assignee_id),
  teamId: row.team_id === null ? null : String(row.team_id),
  lastActivityAt: (row.last_activity_at as Date).toISOString(),
  createdAt: (row.created_at as Date).toISOString(),
})

export const messageOf = (row: Row): Message => ({
  id: String(row.id),
  conversationId: String(row.conversation_id),
  seq: Number(row.seq),
  sender: row.sender as Message['sender'],
  author: row.author_name === null ? null : { userId: textOf(row.author_id), name: String(row.author_name) },
  text: String(row.text),
  citations: row.citations as Citation[],
  attachments: (row.attachments ?? []) as Attachment[],
  page: row.page as Message['page'],
  finish: row.finish as Message['finish'],
  turnId: row.turn_id === null ? null : String(row.turn_id),
  clientMessageId: row.client_message_id === null ? null : String(row.client_message_id),
  createdAt: (row.created_at as Date).toISOString(),
})
