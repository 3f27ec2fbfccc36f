import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { withinScope } from './scope-store.ts'

export type Assignment = { assigneeId: string | null; teamId: string | null }

/** Has a person of the organization stay until the transaction ends. Whoever removes them locks them first as well. */
export const lockMember = (ctx: Ctx, userId: string): Promise<void> =>
  lock(ctx, 'user', 'SELECT FROM members WHERE organization_id = $1::uuid AND user_id = $2::text FOR KEY SHARE', userId)

export const lockTeam = (ctx: Ctx, teamId: string): Promise<void> =>
  lock(ctx, 'team', 'SELECT FROM teams WHERE organization_id = $1::uuid AND id = $2::uuid FOR KEY SHARE', teamId)

const lock = async (ctx: Ctx, what: string, text: string, id: string) => {
  const [found] = await ctx.sql([{ text, values: [ctx.organizationId, id] }])
  if (!found?.rows[0]) throw new NotFound(what)
}

/** Who has a conversation, until the transaction ends. Throws NotFound for one that the actor does not see. */
export const lockAssignment = async (ctx: Ctx, id: string): Promise<Assignment> => {
  const scope = withinScope(ctx.actor, 3)
  const [found] = await ctx.sql([
    {
      text: `SELECT c.assignee_id, c.team_id FROM conversations c
        WHERE c.organization_id = $1::uuid AND c.id = $2::uuid${scope.and} FOR NO KEY UPDATE`,
      values: [ctx.organizationId, id, ...scope.values],
    },
  ])
  const row = found?.rows[0]
  if (!row) throw new NotFound('conversation')
  return { assigneeId: textOf(row.assignee_id), teamId: textOf(row.team_id) }
}

export const writeAssignment = async (ctx: Ctx, id: string, { assigneeId, teamId }: Assignment): Promise<void> => {
  await ctx.sql([
    {
      text: `UPDATE conversations SET assignee_id = $3::text, team_id = $4::uuid, taken_at = CASE
          WHEN assignee_id IS NOT DISTINCT FROM $3::text THEN taken_at WHEN assignee_id IS NULL THEN $5::timestamptz END
        WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, id, assigneeId, teamId, ctx.now()],
    },
  ])
}

/** Gives a conversation that nobody has, and that the actor sees, to this person; of two at once to one. True when it did. */
export const take = async (ctx: Ctx, id: string, userId: string): Promise<boolean> => {
  const scope = withinScope(ctx.actor, 5)
  const [taken] = await ctx.sql([
    {
      text: `UPDATE conversations c SET assignee_id = $3::text, taken_at = $4::timestamptz
        WHERE c.organization_id = $1::uuid AND c.id = $2::uuid AND c.assignee_id IS NULL${scope.and} RETURNING id`,
      values: [ctx.organizationId, id, userId, ctx.now(), ...scope.values],
    },
  ])
  return taken?.rows[0] !== undefined
}

export type Holder = { userId: string; name: string; takenAt: Date | null; isSeen: boolean }

/** Who has a conversation, and whether the actor sees it; undefined when nobody has, or it is not there. */
export const findHolder = async (ctx: Ctx, id: string): Promise<Holder | undefined> => {
  const scope = withinScope(ctx.actor, 3)
  const [found] = await ctx.sql([
    {
      text: `SELECT m.user_id, m.name, c.taken_at, true${scope.and} AS is_seen FROM conversations c
        JOIN members m ON m.organization_id = c.organization_id AND m.user_id = c.assignee_id
        WHERE c.organization_id = $1::uuid AND c.id = $2::uuid`,
      values: [ctx.organizationId, id, ...scope.values],
    },
  ])
  const row = found?.rows[0]
  return (
    row && {
      userId: String(row.user_id),
      name: String(row.name),
      takenAt: row.taken_at as Date | null,
      isSeen: row.is_seen === true,
    }
  )
}

export const announceAssigned = async (ctx: Ctx, conversationId: string): Promise<void> => {
  await ctx.sql([
    {
      text: `INSERT INTO outbox (organization_id, type, subject_id, payload, created_at)
        VALUES ($1::uuid, 'conversation.assigned', $2::uuid, $3::jsonb, $4::timestamptz)`,
      values: [ctx.organizationId, conversationId, JSON.stringify({ conversationId }), ctx.now()],
    },
  ])
}

const textOf = (value: unknown) => (value === null ? null : String(value))
