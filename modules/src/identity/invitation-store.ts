import type { Invitation } from '@frontdesk/contract/people'
import { authSql, firstRow, type Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { recording } from '#audit'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import type { HeldRole } from './role.ts'
import { roleOf } from './role-store.ts'
import { asThemselves, type Occasion } from './store.ts'

type NewInvitation = {
  email: string
  role: HeldRole
  tokenHash: Uint8Array
  mailedHash: Uint8Array | undefined
  invitedBy: string
  expiresAt: Date
}

/** One per address: a newer one takes the place of the older, whose link ends. */
export const upsertInvitation = async (ctx: Ctx, invitation: NewInvitation): Promise<Invitation> => {
  const { email, role, tokenHash, mailedHash, invitedBy, expiresAt } = invitation
  const [result] = await ctx.sql([
    {
      text: `INSERT INTO invitations (organization_id, id, email, role, token_hash, mailed_hash, invited_by, created_at, expires_at)
        VALUES ($1::uuid, $2::uuid, $3, $4, $5::bytea, $6::bytea, $7, $8::timestamptz, $9::timestamptz)
        ON CONFLICT (organization_id, email) DO UPDATE SET id = EXCLUDED.id, role = EXCLUDED.role, token_hash = EXCLUDED.token_hash,
          mailed_hash = EXCLUDED.mailed_hash, invited_by = EXCLUDED.invited_by, created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at
        RETURNING id, email, role, created_at, expires_at`,
      values: [
        ctx.organizationId,
        newId(),
        email,
        role.id,
        tokenHash,
        mailedHash ?? null,
        invitedBy,
        ctx.now(),
        expiresAt,
      ],
    },
  ])
  return invitationOf({ ...result?.rows[0], role_name: role.name, role_permissions: [] })
}

const itsRole = 'LEFT JOIN custom_roles r ON r.organization_id = i.organization_id AND r.id::text = i.role'
const columns =
  'i.id, i.email, i.role, i.created_at, i.expires_at, r.name AS role_name, r.permissions AS role_permissions'

export const selectInvitations = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM invitations i ${itsRole}
        WHERE i.organization_id = $1::uuid AND i.expires_at > $2::timestamptz AND ($3::uuid IS NULL OR i.id < $3::uuid)
        ORDER BY i.id DESC LIMIT $4::int`,
      values: [ctx.organizationId, ctx.now(), after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((result?.rows ?? []).map(invitationOf), limit, ({ id }) => [id])
}

export const deleteInvitation = async (ctx: Ctx, id: string): Promise<void> => {
  const [result] = await ctx.sql([
    {
      text: 'DELETE FROM invitations WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING id',
      values: [ctx.organizationId, id],
    },
  ])
  if (!result?.rows[0]) throw new NotFound('invitation')
}

export type Invited = {
  id: string
  organizationId: string
  organizationName: string
  email: string
  role: HeldRole
  /** It is the link out of the mail, not the one that the inviter was shown. */
  isMailed: boolean
}

/** What the link of this hash invites to; undefined when it was used, taken back or has run out. */
export const findInvited = async (
  { database, clock }: Platform,
  tokenHash: Uint8Array,
): Promise<Invited | undefined> => {
  const row = firstRow(
    await authSql(database, [
      {
        text: `SELECT i.organization_id, o.name AS organization, i.mailed_hash IS NOT DISTINCT FROM $1::bytea AS is_mailed, ${columns}
          FROM invitations i JOIN organizations o USING (organization_id) ${itsRole}
          WHERE (i.token_hash = $1::bytea OR i.mailed_hash = $1::bytea) AND i.expires_at > $2::timestamptz`,
        values: [tokenHash, clock.now()],
      },
    ]),
  )
  const role = row && roleOf(row)
  return (
    role && {
      id: String(row.id),
      organizationId: String(row.organization_id),
      organizationName: String(row.organization),
      email: String(row.email),
      role,
      isMailed: row.is_mailed === true,
    }
  )
}

export const isMember = async ({ database }: Platform, organizationId: string, userId: string): Promise<boolean> => {
  const text = 'SELECT EXISTS (SELECT FROM members WHERE organization_id = $1::uuid AND user_id = $2) AS found'
  return firstRow(await authSql(database, [{ text, values: [organizationId, userId] }]))?.found === true
}

/** Uses the invitation up and lets the person in; false when another was faster, or it has just ended. */
export const useInvitation = async (
  platform: Platform,
  { id, organizationId }: Invited,
  { person }: Session,
  visit: Occasion,
): Promise<boolean> => {
  const now = platform.clock.now()
  const [joined] = await authSql(platform.database, [
    {
      text: `WITH used AS (
          DELETE FROM invitations WHERE organization_id = $1::uuid AND id = $2::uuid AND expires_at > $6::timestamptz RETURNING role)
        INSERT INTO members (organization_id, user_id, name, email, role, created_at)
        SELECT $1::uuid, $3, $4, $5, role, $6::timestamptz FROM used
        ON CONFLICT (organization_id, user_id) DO NOTHING RETURNING user_id`,
      values: [organizationId, id, person.id, person.name, person.email, now],
    },
    recording(
      asThemselves(platform, { organizationId, userId: person.id, visit }),
      'member.joined',
      { target: person.id, details: { invitation: id } },
      {
        text: 'EXISTS (SELECT FROM members WHERE organization_id = $1::uuid AND user_id = $3 AND created_at = $4::timestamptz)',
        values: [person.id, now],
      },
    ),
  ])
  return joined?.rows[0] !== undefined
}

const invitationOf = (row: Row): Invitation => ({
  id: String(row.id),
  email: String(row.email),
  role: { id: String(row.role), name: roleOf(row)?.name ?? 'Unknown' },
  createdAt: (row.created_at as Date).toISOString(),
  expiresAt: (row.expires_at as Date).toISOString(),
})
