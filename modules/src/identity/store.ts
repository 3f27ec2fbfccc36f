import type { Me } from '@frontdesk/contract/accounts'
import { type Role, roles } from '@frontdesk/contract/permissions'
import { authSql, firstRow, type Row } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import { Unauthenticated } from '#errors'

export type Membership = { organization: Me['organization']; role: Role }

export type KeyFound = {
  id: string
  organizationId: string
  secretHash: Uint8Array
  permissions: string[]
  /** Of its maker, today. */
  role: Role
  expiresAt: Date | undefined
  lastUsedAt: Date | undefined
}

export const hasOrganization = async ({ database }: Platform): Promise<boolean> => {
  const text = 'SELECT EXISTS (SELECT FROM organizations) AS found'
  return firstRow(await authSql(database, [{ text }]))?.found === true
}

type Founding = { organizationId: string; organizationName: string; userId: string; name: string; email: string }

/** Keeps the first organization with its owner; false when another was first. The lock lets one through at a time. */
export const keepFirstOrganization = async ({ database, clock }: Platform, founding: Founding): Promise<boolean> => {
  const { organizationId, organizationName, userId, name, email } = founding
  const now = clock.now()
  const results = await authSql(database, [
    { text: 'SELECT pg_advisory_xact_lock(7221114101)' },
    {
      text: `INSERT INTO organizations (organization_id, name, created_at)
             SELECT $1::uuid, $2, $3::timestamptz WHERE NOT EXISTS (SELECT FROM organizations)`,
      values: [organizationId, organizationName, now],
    },
    {
      text: `INSERT INTO members (organization_id, user_id, name, email, role, created_at)
             SELECT organization_id, $2, $3, $4, 'owner', $5::timestamptz FROM organizations WHERE organization_id = $1`,
      values: [organizationId, userId, name, email, now],
    },
  ])
  return results[2]?.count === 1
}

/** The organization a person works in: the one joined first. */
export const findMembership = async ({ database }: Platform, userId: string): Promise<Membership | undefined> => {
  const row = firstRow(
    await authSql(database, [
      {
        name: 'find-membership',
        text: `SELECT organization_id, organizations.name, role FROM members JOIN organizations USING (organization_id)
               WHERE user_id = $1 ORDER BY members.created_at, organization_id LIMIT 1`,
        values: [userId],
      },
    ]),
  )
  const role = roleOf(row)
  return row && role && { organization: { id: String(row.organization_id), name: String(row.name) }, role }
}

/** A key that was not revoked and whose maker is still a member; whether the rest of the secret fits is not asked here. */
export const findKey = async ({ database }: Platform, id: string): Promise<KeyFound | undefined> => {
  const row = firstRow(
    await authSql(database, [
      {
        name: 'find-key',
        text: `SELECT organization_id, secret_hash, permissions, expires_at, last_used_at, role FROM api_keys
               JOIN members USING (organization_id) WHERE user_id = created_by AND id = $1 AND revoked_at IS NULL`,
        values: [id],
      },
    ]),
  )
  const role = roleOf(row)
  if (!row || !role) return undefined
  return {
    id,
    role,
    organizationId: String(row.organization_id),
    secretHash: row.secret_hash as Uint8Array,
    permissions: row.permissions as string[],
    expiresAt: (row.expires_at as Date | null) ?? undefined,
    lastUsedAt: (row.last_used_at as Date | null) ?? undefined,
  }
}

export const markUsed = async ({ database }: Platform, id: string, now: Date): Promise<void> => {
  await authSql(database, [{ text: 'UPDATE api_keys SET last_used_at = $2 WHERE id = $1', values: [id, now] }])
}

/** Throws Unauthenticated when the person has left the organization since. */
export const findMember = async (ctx: Ctx, userId: string): Promise<Omit<Me, 'permissions'>> => {
  const row = firstRow(
    await ctx.sql([
      {
        name: 'find-member',
        text: `SELECT members.name, email, role, organizations.name AS organization
               FROM members JOIN organizations USING (organization_id) WHERE user_id = $1`,
        values: [userId],
      },
    ]),
  )
  const role = roleOf(row)
  if (!row || !role) throw new Unauthenticated()
  return {
    user: { id: userId, name: String(row.name), email: String(row.email) },
    organization: { id: ctx.organizationId, name: String(row.organization) },
    role,
  }
}

/** A role that this release does not know may do nothing. */
const roleOf = (row: Row | undefined): Role | undefined =>
  row && Object.hasOwn(roles, String(row.role)) ? (row.role as Role) : undefined
