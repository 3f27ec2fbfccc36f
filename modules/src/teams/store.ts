import type { Team } from '@frontdesk/contract/teams'
import type { Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import { announcingUnassigned } from '../unassigned-store.ts'

const columns = `t.id, t.name, t.created_at, COALESCE((
    SELECT jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', m.name) ORDER BY i.since, i.user_id)
    FROM team_members i JOIN members m ON m.organization_id = i.organization_id AND m.user_id = i.user_id
    WHERE i.organization_id = t.organization_id AND i.team_id = t.id), '[]') AS members
  FROM teams t`

export const selectTeams = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns} WHERE t.organization_id = $1::uuid AND ($2::uuid IS NULL OR t.id > $2::uuid) ORDER BY t.id LIMIT $3::int`,
      values: [ctx.organizationId, after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((result?.rows ?? []).map(teamOf), limit, ({ id }) => [id])
}

/** Throws NotFound. */
export const findTeam = async (ctx: Ctx, id: string): Promise<Team> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns} WHERE t.organization_id = $1::uuid AND t.id = $2::uuid`,
      values: [ctx.organizationId, id],
    },
  ])
  if (!result?.rows[0]) throw new NotFound('team')
  return teamOf(result.rows[0])
}

/** The same, and whoever changes its people or the team itself goes one after the other. */
export const lockTeam = async (ctx: Ctx, id: string): Promise<Team> => {
  const text = 'SELECT FROM teams WHERE organization_id = $1::uuid AND id = $2::uuid FOR UPDATE'
  await ctx.sql([{ text, values: [ctx.organizationId, id] }])
  return findTeam(ctx, id)
}

export const insertTeam = async (ctx: Ctx, name: string): Promise<Team> => {
  const id = newId()
  const [result] = await ctx.sql([
    {
      text: `INSERT INTO teams (organization_id, id, name, created_at) VALUES ($1::uuid, $2::uuid, $3, $4::timestamptz)
        ON CONFLICT (organization_id, lower(name)) DO NOTHING RETURNING id`,
      values: [ctx.organizationId, id, name, ctx.now()],
    },
  ])
  if (!result?.rows[0]) throw nameTaken(name)
  return { id, name, members: [], createdAt: ctx.now().toISOString() }
}

export const renameTeam = async (ctx: Ctx, id: string, name: string): Promise<Team> => {
  const [result] = await ctx.sql([
    {
      text: `UPDATE teams SET name = $3 WHERE organization_id = $1::uuid AND id = $2::uuid
        AND NOT EXISTS (SELECT FROM teams WHERE organization_id = $1::uuid AND lower(name) = lower($3) AND id <> $2::uuid)
        RETURNING id`,
      values: [ctx.organizationId, id, name],
    },
  ])
  if (!result?.rows[0]) throw nameTaken(name)
  return findTeam(ctx, id)
}

export const removeTeam = async (ctx: Ctx, id: string): Promise<void> => {
  await ctx.sql([
    announcingUnassigned(ctx, 'team_id = $2::uuid', id),
    { text: 'DELETE FROM teams WHERE organization_id = $1::uuid AND id = $2::uuid', values: [ctx.organizationId, id] },
  ])
}

/** Throws NotFound for somebody who is no member of the organization. */
export const insertMember = async (ctx: Ctx, teamId: string, userId: string): Promise<void> => {
  const [result] = await ctx.sql([
    {
      text: `INSERT INTO team_members (organization_id, team_id, user_id, since)
        SELECT organization_id, $2::uuid, user_id, $4::timestamptz FROM members
        WHERE organization_id = $1::uuid AND user_id = $3::text FOR KEY SHARE RETURNING user_id`,
      values: [ctx.organizationId, teamId, userId, ctx.now()],
    },
  ])
  if (!result?.rows[0]) throw new NotFound('user')
}

export const deleteMember = async (ctx: Ctx, teamId: string, userId: string): Promise<void> => {
  const [result] = await ctx.sql([
    {
      text: `DELETE FROM team_members WHERE organization_id = $1::uuid AND team_id = $2::uuid AND user_id = $3::text RETURNING user_id`,
      values: [ctx.organizationId, teamId, userId],
    },
  ])
  if (!result?.rows[0]) throw new NotFound('user')
}

const nameTaken = (name: string) => new Conflict(`There is a team named “${name}” already. Choose another name.`)

const teamOf = (row: Row): Team => ({
  id: String(row.id),
  name: String(row.name),
  members: row.members as Team['members'],
  createdAt: (row.created_at as Date).toISOString(),
})
