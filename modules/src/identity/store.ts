import type { Me } from '@frontdesk/contract/accounts'
import type { AuditAction } from '@frontdesk/contract/audit'
import type { ConversationScope } from '@frontdesk/contract/permissions'
import { authSql, firstRow } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { recording } from '#audit'
import type { Visit } from '../route.ts'
import { personActor } from './actor.ts'
import { announceAtTheDoor } from './announce-at-the-door.ts'
import type { KeptHash } from './api-key.ts'
import { type HeldRole, knownScope } from './role.ts'
import { itsRole, roleColumns, roleOf } from './role-store.ts'

export type Membership = { organization: Me['organization']; role: HeldRole; requiresSecondFactor: boolean }

export type KeyFound = {
  id: string
  organizationId: string
  maker: string
  secretHash: Uint8Array<ArrayBuffer>
  hashedWith: string | null
  granted: { permissions: string[]; conversationScope: ConversationScope }
  addresses: string[]
  origins: string[]
  /** Of its maker, today. */
  role: HeldRole
  expiresAt: Date | undefined
  lastUsedAt: Date | undefined
}

export const hasOrganization = async ({ database }: Platform): Promise<boolean> => {
  const text = 'SELECT EXISTS (SELECT FROM organizations) AS found'
  return firstRow(await authSql(database, [{ text }]))?.found === true
}

/** Which request it was, and from where. */
export type Occasion = Pick<Visit, 'requestId' | 'ip' | 'userAgent'>

type Founding = {
  organizationId: string
  organizationName: string
  userId: string
  name: string
  email: string
  visit: Occasion
}

/** Keeps the first organization with its owner; false when another was first. The lock lets one through at a time. */
export const keepFirstOrganization = async (platform: Platform, founding: Founding): Promise<boolean> => {
  const { database, clock } = platform
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
    recording(asThemselves(platform, founding), 'organization.created', { target: organizationId }, isThere),
  ])
  return results[2]?.count === 1
}

const isThere = { text: 'EXISTS (SELECT FROM organizations WHERE organization_id = $1::uuid)', values: [] }

const nothing = { permissions: [], conversationScope: 'participating' } as const

/** Whoever acts at the door, before there is a Ctx. */
export const asThemselves = (
  { clock }: Platform,
  { organizationId, userId, visit }: { organizationId: string; userId: string; visit: Occasion },
) => ({
  organizationId,
  actor: personActor(userId, nothing),
  requestId: visit.requestId,
  ip: visit.ip,
  now: () => clock.now(),
})

export type DoorAction = Extract<
  AuditAction,
  `${'session' | 'password' | 'second-factor' | 'passkey' | 'email' | 'person'}.${string}`
>

/** Notes what somebody did at the door of an organization. */
export const recordAtTheDoor = async (
  platform: Platform,
  who: Parameters<typeof asThemselves>[1],
  action: DoorAction,
): Promise<void> => {
  await authSql(platform.database, [recording(asThemselves(platform, who), action, { target: who.userId })])
  announceAtTheDoor(platform, who.visit, action, { userId: who.userId })
}

/** Where a session works: in the organization chosen last, and before any choice in the one joined first. */
export const findMembership = async (
  { database }: Platform,
  { id, person }: Session,
): Promise<Membership | undefined> => {
  const row = firstRow(
    await authSql(database, [
      {
        name: 'find-membership',
        text: `SELECT m.organization_id, o.name AS organization, o.requires_second_factor, ${roleColumns}
               FROM members m JOIN organizations o USING (organization_id) ${itsRole}
               LEFT JOIN session_organizations s ON s.works_in = m.organization_id AND s.session_id = $2
               WHERE m.user_id = $1 ORDER BY s.session_id NULLS LAST, m.created_at, m.organization_id LIMIT 1`,
        values: [person.id, id],
      },
    ]),
  )
  const role = row && roleOf(row)
  return (
    role && {
      organization: { id: String(row.organization_id), name: String(row.organization) },
      role,
      requiresSecondFactor: row.requires_second_factor === true,
    }
  )
}

/** A key that was not revoked and whose maker is still a member; whether the rest of the secret fits is not asked here. */
export const findKey = async ({ database }: Platform, id: string): Promise<KeyFound | undefined> => {
  const row = firstRow(
    await authSql(database, [
      {
        name: 'find-key',
        text: `SELECT k.organization_id, k.secret_hash, k.hashed_with, k.permissions AS granted, k.conversation_scope AS key_scope, k.created_by, k.addresses, k.origins, k.expires_at, k.last_used_at, ${roleColumns}
               FROM api_keys k JOIN members m ON m.organization_id = k.organization_id AND m.user_id = k.created_by ${itsRole}
               WHERE k.id = $1 AND k.revoked_at IS NULL`,
        values: [id],
      },
    ]),
  )
  const role = row && roleOf(row)
  return (
    role && {
      id,
      role,
      organizationId: String(row.organization_id),
      maker: String(row.created_by),
      secretHash: row.secret_hash as Uint8Array<ArrayBuffer>,
      hashedWith: row.hashed_with === null ? null : String(row.hashed_with),
      granted: { permissions: row.granted as string[], conversationScope: knownScope(row.key_scope) },
      addresses: row.addresses as string[],
      origins: row.origins as string[],
      expiresAt: (row.expires_at as Date | null) ?? undefined,
      lastUsedAt: (row.last_used_at as Date | null) ?? undefined,
    }
  )
}

export const markUsed = async (
  { database }: Platform,
  id: string,
  now: Date,
  renewed: KeptHash | undefined,
): Promise<void> => {
  await authSql(database, [
    {
      text: `UPDATE api_keys SET last_used_at = $2, secret_hash = coalesce($3::bytea, secret_hash),
        hashed_with = coalesce($4::text, hashed_with) WHERE id = $1`,
      values: [id, now, renewed?.secretHash ?? null, renewed?.hashedWith ?? null],
    },
  ])
}

/** How many keys that still work hang on another secret of the server's, or on nobody knows which. */
export const countOldHashes = async ({ database, clock }: Platform, today: string): Promise<number> => {
  const text = `SELECT count(*)::int AS keys FROM api_keys WHERE revoked_at IS NULL
    AND (expires_at IS NULL OR expires_at > $2::timestamptz) AND hashed_with IS DISTINCT FROM $1::text`
  return Number(firstRow(await authSql(database, [{ text, values: [today, clock.now()] }]))?.keys ?? 0)
}
