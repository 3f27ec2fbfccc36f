import type { Participant } from '@frontdesk/contract/assignment'
import type { Ctx } from '#context'
import { type Page, pageOf } from '../paging.ts'

export const selectParticipants = async (
  ctx: Ctx,
  conversationId: string,
  { limit, after }: Page<[string, string]>,
) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT p.user_id, p.since, m.name FROM conversation_participants p
        JOIN members m ON m.organization_id = p.organization_id AND m.user_id = p.user_id
        WHERE p.organization_id = $1::uuid AND p.conversation_id = $2::uuid
          AND ($3::timestamptz IS NULL OR (p.since, p.user_id) > ($3::timestamptz, $4::text))
        ORDER BY p.since, p.user_id LIMIT $5::int`,
      values: [ctx.organizationId, conversationId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    },
  ])
  const participants = (result?.rows ?? []).map(
    (row): Participant => ({
      userId: String(row.user_id),
      name: String(row.name),
      since: (row.since as Date).toISOString(),
    }),
  )
  return pageOf(participants, limit, ({ since, userId }) => [since, userId])
}

/** True when they had not taken part before; somebody who is no member does not. */
export const insertParticipant = async (ctx: Ctx, conversationId: string, userId: string): Promise<boolean> => {
  const [inserted] = await ctx.sql([
    {
      text: `INSERT INTO conversation_participants (organization_id, conversation_id, user_id, since)
        SELECT organization_id, $2::uuid, user_id, $4::timestamptz FROM members
        WHERE organization_id = $1::uuid AND user_id = $3::text
        ON CONFLICT DO NOTHING RETURNING user_id`,
      values: [ctx.organizationId, conversationId, userId, ctx.now()],
    },
  ])
  return inserted?.rows[0] !== undefined
}

export const deleteParticipant = async (ctx: Ctx, conversationId: string, userId: string): Promise<boolean> => {
  const [deleted] = await ctx.sql([
    {
      text: `DELETE FROM conversation_participants
        WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND user_id = $3::text RETURNING user_id`,
      values: [ctx.organizationId, conversationId, userId],
    },
  ])
  return deleted?.rows[0] !== undefined
}
