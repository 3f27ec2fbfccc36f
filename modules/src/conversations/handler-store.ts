import type { Handler, HandOver, Message } from '@frontdesk/contract/conversations'
import type { Statement } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { messageColumns, messageOf } from './store.ts'

type Queued = { organizationId: string; conversationId: string; handOver: HandOver; teamId: string | null }

const announceHandler = `INSERT INTO outbox (organization_id, type, subject_id, payload, created_at)
      SELECT $1, 'conversation.handler-changed', $2, $3::jsonb, $4::timestamptz FROM changed`

/** A turn hands its conversation over, as long as it runs under this lease. A team that is no more changes nothing. */
export const queueByTurn = (
  { organizationId, conversationId, handOver, teamId }: Queued,
  { turnId, leaseToken }: { turnId: string; leaseToken: number },
): Statement => ({
  name: 'conversations.queue',
  text: `WITH changed AS (
      UPDATE conversations SET handler = 'queue', hand_over = $5::json, waiting_since = COALESCE(waiting_since, $4::timestamptz),
        team_id = COALESCE((SELECT id FROM teams WHERE organization_id = $1::uuid AND id = $6::uuid), team_id)
      WHERE organization_id = $1::uuid AND id = $2::uuid AND handler = 'ai' AND EXISTS (
        SELECT FROM turns WHERE organization_id = $1 AND id = $7::uuid AND lease_token = $8::int AND status = 'running')
      RETURNING id)
    ${announceHandler}`,
  values: [
    organizationId,
    conversationId,
    JSON.stringify({ conversationId }),
    handOver.at,
    JSON.stringify(handOver),
    teamId,
    turnId,
    leaseToken,
  ],
})

/** `handOver` absent leaves what is known of the last one; null forgets it. */
export const changeHandler = async (
  ctx: Ctx,
  id: string,
  { handler, handOver }: { handler: Handler; handOver?: HandOver | null },
): Promise<void> => {
  await ctx.sql([
    {
      text: `WITH changed AS (
          UPDATE conversations SET handler = $5::text, hand_over = CASE WHEN $6::boolean THEN $7::json ELSE hand_over END,
            waiting_since = CASE WHEN $5 = 'queue' THEN COALESCE(waiting_since, $4::timestamptz) ELSE waiting_since END,
            status = CASE WHEN $5 = 'ai' THEN status ELSE 'open' END
          WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING id)
        ${announceHandler}`,
      values: [
        ctx.organizationId,
        id,
        JSON.stringify({ conversationId: id }),
        ctx.now(),
        handler,
        handOver !== undefined,
        handOver ? JSON.stringify(handOver) : null,
      ],
    },
  ])
}

/** Who handles a conversation, which is to be locked; undefined for one that is not there. */
export const findHandler = async (ctx: Ctx, id: string): Promise<Handler | undefined> => {
  const text = 'SELECT handler FROM conversations WHERE organization_id = $1::uuid AND id = $2::uuid'
  const [found] = await ctx.sql([{ text, values: [ctx.organizationId, id] }])
  return found?.rows[0]?.handler as Handler | undefined
}

/** The customer's summary for people, where no model wrote one: their last words. */
export const selectLastWords = async (ctx: Ctx, id: string): Promise<string> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT text FROM messages WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND sender = 'customer'
        ORDER BY seq DESC LIMIT 1`,
      values: [ctx.organizationId, id],
    },
  ])
  return String(found?.rows[0]?.text ?? '').slice(0, 500)
}

export const findByClientId = async (ctx: Ctx, id: string, clientMessageId: string): Promise<Message | undefined> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${messageColumns} FROM messages
        WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND client_message_id = $3::text`,
      values: [ctx.organizationId, id, clientMessageId],
    },
  ])
  return found?.rows[0] && messageOf(found.rows[0])
}

type PersonMessage = { text: string; clientMessageId: string | null; authorId: string }

/** Adds what a person wrote to a conversation that is locked. Nobody waits any more. */
export const appendPersonMessage = async (ctx: Ctx, id: string, message: PersonMessage): Promise<Message> => {
  const [kept] = await ctx.sql([
    {
      text: `WITH next AS (
          UPDATE conversations SET last_seq = last_seq + 1, last_activity_at = $5::timestamptz, status = 'open', waiting_since = NULL
          WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING last_seq),
        said AS (
          INSERT INTO messages (organization_id, conversation_id, seq, id, text, created_at, sender, client_message_id, author_id, author_name)
          SELECT $1, $2, last_seq, $3::uuid, $4::text, $5, 'person', $6::text, m.user_id, m.name FROM next
            JOIN members m ON m.organization_id = $1 AND m.user_id = $7::text
          RETURNING ${messageColumns}),
        told AS (
          INSERT INTO outbox (organization_id, type, subject_id, payload, created_at)
          SELECT $1, 'message.created', $3, $8::jsonb, $5 FROM said)
        SELECT * FROM said`,
      values: [
        ctx.organizationId,
        id,
        newId(),
        message.text,
        ctx.now(),
        message.clientMessageId,
        message.authorId,
        JSON.stringify({ conversationId: id }),
      ],
    },
  ])
  const row = kept?.rows[0]
  if (!row) throw new Error('The conversation went while it was locked')
  return messageOf(row)
}
