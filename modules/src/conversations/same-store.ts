import type { Ctx } from '#context'

type Told = { sender: 'customer' | 'agent'; text: string }
type Words = { agentId: string; clientMessageId?: string | undefined }

/**
 * The conversation that the actor began and in which just this was said, word for word, and nothing after it; unless
 * that is the message with this client id, which then comes a second time.
 */
export const findSame = async (ctx: Ctx, told: Told[], { agentId, clientMessageId }: Words) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT c.id FROM conversations c
        WHERE c.organization_id = $1::uuid AND c.created_by = $2::text AND c.agent_id = $3::uuid AND c.last_seq >= $4::int
          AND (c.last_seq = $4::int OR EXISTS (
            SELECT FROM messages n WHERE n.organization_id = c.organization_id AND n.conversation_id = c.id
              AND n.seq = $4::int + 1 AND n.client_message_id = $5::text))
          AND $6::text[] = ARRAY(
            SELECT CASE m.sender WHEN 'customer' THEN 'customer ' ELSE 'agent ' END || btrim(m.text, E' \\t\\r\\n') FROM messages m
            WHERE m.organization_id = c.organization_id AND m.conversation_id = c.id AND m.seq <= $4::int ORDER BY m.seq)
        ORDER BY c.last_activity_at DESC LIMIT 1`,
      values: [
        ctx.organizationId,
        ctx.actor.id,
        agentId,
        told.length,
        clientMessageId ?? null,
        told.map(({ sender, text }) => `${sender} ${text}`),
      ],
    },
  ])
  const [row] = result?.rows ?? []
  return row && String(row.id)
}
