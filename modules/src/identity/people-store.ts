import type { Me } from '@frontdesk/contract/accounts'
import type { Member } from '@frontdesk/contract/people'
import { type Permission, roles } from '@frontdesk/contract/permissions'
import { authSql, firstRow, type Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { NotFound, Unauthenticated } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import { announcingUnassigned } from '../unassigned-store.ts'
import { type HeldRole, heldRole } from './role.ts'
import { itsRole, roleColumns, roleOf } from './role-store.ts'

/** Whoever changes who may what goes one after the other: the last owner is counted, not guessed. */
export const lockPeople = async (ctx: Ctx): Promise<void> => {
  // FOR UPDATE would also hold up everybody who writes anything that refers to the organization, in a circle at worst.
  const text = 'SELECT FROM organizations WHERE organization_id = $1::uuid FOR NO KEY UPDATE'
  await ctx.sql([{ text, values: [ctx.organizationId] }])
}

const columns = `m.user_id, m.name, m.email, m.created_at, ${roleColumns} FROM members m ${itsRole}`

export const selectMembers = async (ctx: Ctx, { limit, after }: Page<[string, string]>) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns} WHERE m.organization_id = $1::uuid
        AND ($2::timestamptz IS NULL OR (m.created_at, m.user_id) > ($2::timestamptz, $3::text))
        ORDER BY m.created_at, m.user_id LIMIT $4::int`,
      values: [ctx.organizationId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    },
  ])
  return pageOf((result?.rows ?? []).map(memberOf), limit, ({ joinedAt, userId }) => [joinedAt, userId])
}

type Found = { member: Member; role: HeldRole | undefined }

export const findMember = async (ctx: Ctx, userId: string): Promise<Found> => {
  const row = firstRow(
    await ctx.sql([
      {
        text: `SELECT ${columns} WHERE m.organization_id = $1::uuid AND m.user_id = $2`,
        values: [ctx.organizationId, userId],
      },
    ]),
  )
  if (!row) throw new NotFound('user')
  return { member: memberOf(row), role: roleOf(row) }
}

/** What a person and the organization are called. Throws Unauthenticated when the person has left since. */
export const findNames = async (ctx: Ctx, userId: string): Promise<{ person: string; organization: string }> => {
  const text = `SELECT m.name, o.name AS organization FROM members m JOIN organizations o USING (organization_id)
    WHERE m.organization_id = $1::uuid AND m.user_id = $2`
  const row = firstRow(await ctx.sql([{ text, values: [ctx.organizationId, userId] }]))
  if (!row) throw new Unauthenticated()
  return { person: String(row.name), organization: String(row.organization) }
}

/**
 * Who is asking, by the door: an account is no organization’s own. Not for an open transaction. Throws Unauthenticated
 * when the person has left the organization since.
 */
export const findMe = async (ctx: Ctx, userId: string): Promise<Omit<Me, 'permissions' | 'conversationScopes'>> => {
  const row = firstRow(
    await authSql(ctx.platform.database, [
      {
        name: 'find-me',
        text: `SELECT m.name, m.email, u."emailVerified" AS verified, o.name AS organization, ${roleColumns}
               FROM members m JOIN organizations o USING (organization_id) ${itsRole} LEFT JOIN auth_users u ON u.id = m.user_id
               WHERE m.organization_id = $1::uuid AND m.user_id = $2`,
        values: [ctx.organizationId, userId],
      },
    ]),
  )
  const role = row && roleOf(row)
  if (!role) throw new Unauthenticated()
  return {
    user: { id: userId, name: String(row.name), email: String(row.email), emailVerified: row.verified === true },
    organization: { id: ctx.organizationId, name: String(row.organization) },
    role: { id: role.id, name: role.name },
  }
}

// Nobody reads a mail that everybody gets.
const mostHolders = 100

/** Who may do this, longest-standing first. */
export const holdersOf = async (ctx: Ctx, permission: Permission): Promise<Member[]> => {
  const builtIn = Object.keys(roles).filter(id => heldRole(id, undefined)?.permissions.includes(permission))
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns} WHERE m.organization_id = $1::uuid
        AND (m.role = ANY($2::text[]) OR $3::text = ANY(r.permissions)) ORDER BY m.created_at, m.user_id LIMIT $4::int`,
      values: [ctx.organizationId, builtIn, permission, mostHolders],
    },
  ])
  return (result?.rows ?? []).map(memberOf)
}

export const countOwners = async (ctx: Ctx): Promise<number> => {
  const text = `SELECT count(*)::int AS owners FROM members WHERE organization_id = $1::uuid AND role = 'owner'`
  return Number(firstRow(await ctx.sql([{ text, values: [ctx.organizationId] }]))?.owners)
}

export const setRole = async (ctx: Ctx, userId: string, role: string): Promise<void> => {
  await ctx.sql([
    {
      text: 'UPDATE members SET role = $3 WHERE organization_id = $1::uuid AND user_id = $2',
      values: [ctx.organizationId, userId, role],
    },
  ])
}

/** Takes the person out, and their keys for good: they would work again if the person came back. */
export const deleteMember = async (ctx: Ctx, userId: string): Promise<void> => {
  await ctx.sql([
    announcingUnassigned(ctx, 'assignee_id = $2::text', userId),
    {
      text: `UPDATE api_keys SET revoked_at = $3::timestamptz
        WHERE organization_id = $1::uuid AND created_by = $2 AND revoked_at IS NULL`,
      values: [ctx.organizationId, userId, ctx.now()],
    },
    {
      text: 'DELETE FROM members WHERE organization_id = $1::uuid AND user_id = $2',
      values: [ctx.organizationId, userId],
    },
  ])
}

export const hasMemberWith = async (ctx: Ctx, email: string): Promise<boolean> => {
  const text = 'SELECT EXISTS (SELECT FROM members WHERE organization_id = $1::uuid AND email = $2) AS found'
  return firstRow(await ctx.sql([{ text, values: [ctx.organizationId, email] }]))?.found === true
}

const memberOf = (row: Row): Member => {
  const role = roleOf(row)
  return {
    userId: String(row.user_id),
    name: String(row.name),
    email: String(row.email),
    role: { id: String(row.role), name: role?.name ?? 'Unknown' },
    joinedAt: (row.created_at as Date).toISOString(),
  }
}
