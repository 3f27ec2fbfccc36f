import type { Organization } from '@frontdesk/contract/organizations'
import { authSql, firstRow } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { recording } from '#audit'
import type { Ctx } from '#context'
import { type Page, pageOf } from '../paging.ts'
import { itsRole, roleColumns, roleOf } from './role-store.ts'

/** Across organizations, by one person's memberships. */
export const selectOrganizations = async (
  { platform }: Ctx,
  userId: string,
  { limit, after }: Page<[string, string]>,
) => {
  const [result] = await authSql(platform.database, [
    {
      text: `SELECT m.organization_id, o.name, o.requires_second_factor, m.created_at, ${roleColumns}
        FROM members m JOIN organizations o USING (organization_id) ${itsRole}
        WHERE m.user_id = $1 AND ($2::timestamptz IS NULL OR (m.created_at, m.organization_id) > ($2::timestamptz, $3::uuid))
        ORDER BY m.created_at, m.organization_id LIMIT $4::int`,
      values: [userId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    },
  ])
  const rows = (result?.rows ?? []).map(row => ({
    id: String(row.organization_id),
    name: String(row.name),
    requiresSecondFactor: row.requires_second_factor === true,
    role: { id: String(row.role), name: roleOf(row)?.name ?? 'Unknown' },
    joinedAt: (row.created_at as Date).toISOString(),
  }))
  const { items, next } = pageOf(rows, limit, ({ joinedAt, id }) => [joinedAt, id])
  return { items: items.map(({ joinedAt: _, ...organization }) => organization), next }
}

/** Creates an organization with this person as its owner, who keeps the name and address of the present membership. */
export const insertOrganization = async (ctx: Ctx, userId: string, name: string): Promise<Organization> => {
  const organizationId = newId()
  const now = ctx.now()
  await authSql(ctx.platform.database, [
    {
      text: 'INSERT INTO organizations (organization_id, name, created_at) VALUES ($1::uuid, $2, $3::timestamptz)',
      values: [organizationId, name, now],
    },
    {
      text: `INSERT INTO members (organization_id, user_id, name, email, role, created_at)
        SELECT $1::uuid, user_id, name, email, 'owner', $4::timestamptz FROM members WHERE organization_id = $2::uuid AND user_id = $3`,
      values: [organizationId, ctx.organizationId, userId, now],
    },
    recording({ ...ctx, organizationId }, 'organization.created', { target: organizationId }),
  ])
  return { id: organizationId, name, requiresSecondFactor: false }
}

type Change = { name?: string | undefined; requiresSecondFactor?: boolean | undefined }

export const writeOrganization = async (ctx: Ctx, change: Change): Promise<Organization> => {
  const [result] = await ctx.sql([
    {
      text: `UPDATE organizations SET name = COALESCE($2::text, name),
          requires_second_factor = COALESCE($3::boolean, requires_second_factor)
        WHERE organization_id = $1::uuid RETURNING name, requires_second_factor`,
      values: [ctx.organizationId, change.name ?? null, change.requiresSecondFactor ?? null],
    },
  ])
  const row = result?.rows[0]
  return {
    id: ctx.organizationId,
    name: String(row?.name),
    requiresSecondFactor: row?.requires_second_factor === true,
  }
}

/** Whether any organization of theirs asks everybody for a second factor. */
export const isAskedForFactor = async ({ database }: Platform, userId: string): Promise<boolean> => {
  const text = `SELECT EXISTS (SELECT FROM members JOIN organizations USING (organization_id)
    WHERE user_id = $1 AND requires_second_factor) AS asked`
  return firstRow(await authSql(database, [{ text, values: [userId] }]))?.asked === true
}

// No session lives longer.
const choiceDays = 15

/** From now on this session works there; false when its person does not belong there. */
export const chooseOrganization = async (
  { database, clock }: Platform,
  { sessionId, userId, organizationId }: { sessionId: string; userId: string; organizationId: string },
): Promise<boolean> => {
  const now = clock.now()
  const [chosen] = await authSql(database, [
    {
      text: `INSERT INTO session_organizations (works_in, session_id, chosen_at)
        SELECT organization_id, $3, $4::timestamptz FROM members WHERE organization_id = $1::uuid AND user_id = $2
        ON CONFLICT (session_id) DO UPDATE SET works_in = EXCLUDED.works_in, chosen_at = EXCLUDED.chosen_at RETURNING session_id`,
      values: [organizationId, userId, sessionId, now],
    },
    {
      text: 'DELETE FROM session_organizations WHERE chosen_at < $1::timestamptz',
      values: [new Date(now.getTime() - choiceDays * 24 * 60 * 60 * 1000)],
    },
  ])
  return chosen?.rows[0] !== undefined
}
