import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import type { Said, Summary, Trace } from './turn.ts'

// Longer than a model may take. A summary that failed is tried again after this long at the earliest.
const claimMs = 2 * 60_000
const mostMessages = 200

/** What a summary is of no more once the conversation `c` was resolved: then its row counts as none. */
export const joinSummary =
  'LEFT JOIN conversation_summaries s ON s.organization_id = c.organization_id AND s.conversation_id = c.id AND s.upto_seq > c.resolved_seq'

export const summaryOf = (row: Row): Summary | null =>
  row.summary_seq === null ? null : { text: String(row.summary), uptoSeq: Number(row.summary_seq) }

export type Claim = { claimedUntil: Date; said: Pick<Said, 'sender' | 'text' | 'seq' | 'attachments'>[] }
type Wanted = { conversationId: string; knownSeq: number; uptoSeq: number }

/**
 * Gives the next summary of a conversation to whoever asks first, with what it has to tell besides the one before it.
 * Undefined where somebody else is making it, or made one since `knownSeq` was read.
 */
export const claimSummary = async (ctx: Ctx, wanted: Wanted): Promise<Claim | undefined> => {
  const { conversationId, knownSeq, uptoSeq } = wanted
  const at = ctx.now()
  const claimedUntil = new Date(at.getTime() + claimMs)
  const [claimed, said] = await ctx.sql([
    {
      text: `INSERT INTO conversation_summaries AS s (organization_id, conversation_id, upto_seq, text, claimed_until, updated_at)
        SELECT organization_id, id, 0, '', $5::timestamptz, $4::timestamptz FROM conversations c
        WHERE organization_id = $1::uuid AND id = $2::uuid AND resolved_seq < $6::int
        ON CONFLICT (organization_id, conversation_id) DO UPDATE SET claimed_until = EXCLUDED.claimed_until
        WHERE (s.claimed_until IS NULL OR s.claimed_until <= $4) AND $3::int = (
          SELECT CASE WHEN s.upto_seq > c.resolved_seq THEN s.upto_seq ELSE 0 END FROM conversations c
          WHERE c.organization_id = s.organization_id AND c.id = s.conversation_id)
        RETURNING claimed_until`,
      values: [ctx.organizationId, conversationId, knownSeq, at, claimedUntil, uptoSeq],
    },
    {
      text: `SELECT m.seq, m.sender, m.text, m.attachments FROM messages m
        JOIN conversations c ON c.organization_id = m.organization_id AND c.id = m.conversation_id
        WHERE m.organization_id = $1::uuid AND m.conversation_id = $2::uuid
          AND m.seq > GREATEST(c.resolved_seq, $3::int) AND m.seq <= $4::int ORDER BY m.seq LIMIT $5::int`,
      values: [ctx.organizationId, conversationId, knownSeq, uptoSeq, mostMessages],
    },
  ])
  if (!claimed?.rows[0]) return undefined
  return {
    claimedUntil,
    said: (said?.rows ?? []).map(row => ({
      sender: row.sender as Said['sender'],
      text: String(row.text),
      seq: Number(row.seq),
      attachments: (row.attachments ?? []) as Said['attachments'],
    })),
  }
}

type Made = {
  conversationId: string
  claimedUntil: Date
  /** Undefined where the model summed up nothing. */
  summary: Summary | undefined
  turnId: string
  took: Partial<Trace>
}

/**
 * Keeps a summary in the place of the one before, unless its claim ran out and somebody else took it. What it took counts
 * with the turn after which it was made, either way.
 */
export const keepSummary = async (ctx: Ctx, made: Made): Promise<void> => {
  const { conversationId, claimedUntil, summary, turnId, took } = made
  await ctx.sql([
    {
      text: 'UPDATE turns SET trace = trace || $3::jsonb WHERE organization_id = $1::uuid AND id = $2::uuid',
      values: [ctx.organizationId, turnId, JSON.stringify(took)],
    },
    ...(summary
      ? [
          {
            text: `UPDATE conversation_summaries SET text = $4::text, upto_seq = $5::int, claimed_until = NULL, updated_at = $6::timestamptz
              WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND claimed_until = $3::timestamptz`,
            values: [ctx.organizationId, conversationId, claimedUntil, summary.text, summary.uptoSeq, ctx.now()],
          },
        ]
      : []),
  ])
}
