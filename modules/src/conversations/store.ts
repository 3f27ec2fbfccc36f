import type { Citation, Conversation, Message } from '@frontdesk/contract/conversations'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { anything, type Condition, withinScope } from './scope-store.ts'

export const conversationColumns = `c.id, c.agent_id, c.title, c.status, c.last_seq, c.assignee_id, c.team_id, c.last_activity_at, c.created_at,
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

export const changeConversation = async (
  ctx: Ctx,
  id: string,
  change: { title?: string | undefined; status?: string | undefined },
): Promise<Conversation> => {
  const scope = withinScope(ctx.actor, 5)
  const [changed] = await ctx.sql([
    {
      text: `UPDATE conversations c SET title = COALESCE($3::text, title), status = COALESCE($4::text, status)
        WHERE c.organization_id = $1::uuid AND c.id = $2::uuid${scope.and} RETURNING id`,
      values: [ctx.organizationId, id, change.title ?? null, change.status ?? null, ...scope.values],
    },
  ])
  if (!changed?.rows[0]) throw new NotFound('conversation')
  return readChanged(ctx, id)
}

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
      text: `SELECT id, conversation_id, seq, sender, text, citations, finish, turn_id, client_message_id, created_at FROM messages
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
        WHERE m.organization_id = $1::uuid AND m.client_message_id = $2::text
          AND (m.conversation_id = $3::uuid OR ($3::uuid IS NULL AND c.created_by = $4::text AND c.client_id = $2::text)) LIMIT 1`,
      values: [ctx.organizationId, where.clientMessageId, where.conversationId ?? null, where.createdBy],
    },
  ])
  const row = result?.rows[0]
  return row && { turnId: String(row.turn_id), conversationId: String(row.conversation_id) }
}

export const conversationOf = (row: Row): Conversation => ({
  id: String(row.id),
  agentId: String(row.agent_id),
  title: String(row.title),
  status: row.status === 'resolved' ? 'resolved' : 'open',
  lastSeq: Number(row.last_seq),
  liveTurnId: row.live_turn_id === null ? null : String(row.live_turn_id),
  assigneeId: row.assignee_id === null ? null : String(row.assignee_id),
  teamId: row.team_id === null ? null : String(row.team_id),
  lastActivityAt: (row.last_activity_at as Date).toISOString(),
  createdAt: (row.created_at as Date).toISOString(),
})

const messageOf = (row: Row): Message => ({
  id: String(row.id),
  conversationId: String(row.conversation_id),
  seq: Number(row.seq),
  sender: row.sender as Message['sender'],
  text: String(row.text),
  citations: row.citations as Citation[],
  finish: row.finish as Message['finish'],
  turnId: row.turn_id === null ? null : String(row.turn_id),
  clientMessageId: row.client_message_id === null ? null : String(row.client_message_id),
  createdAt: (row.created_at as Date).toISOString(),
})
