import { isBuiltIn, roles } from '@frontdesk/contract/permissions'
import type { Role } from '@frontdesk/contract/roles'
import type { Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import { type HeldRole, heldRole, knownAmong } from './role.ts'

/** Joins the organization's own role of a member `m`. */
export const itsRole = 'LEFT JOIN custom_roles r ON r.organization_id = m.organization_id AND r.id::text = m.role'
export const roleColumns =
  'm.role, r.name AS role_name, r.permissions AS role_permissions, r.conversation_scope AS role_scope'

export const roleOf = (row: Row): HeldRole | undefined =>
  heldRole(
    String(row.role),
    row.role_name === null
      ? undefined
      : {
          name: String(row.role_name),
          permissions: row.role_permissions as string[],
          conversationScope: row.role_scope,
        },
  )

/** The built-in ones first, then the organization's own in the order in which they were made. */
export const selectRoles = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [counts, own] = await ctx.sql([
    {
      text: 'SELECT role, count(*)::int AS members FROM members WHERE organization_id = $1::uuid GROUP BY role',
      values: [ctx.organizationId],
    },
    {
      text: `SELECT id, name, permissions, conversation_scope FROM custom_roles WHERE organization_id = $1::uuid ORDER BY id`,
      values: [ctx.organizationId],
    },
  ])
  const members = new Map((counts?.rows ?? []).map(row => [String(row.role), Number(row.members)]))
  const builtIn = Object.keys(roles).map(id => heldRole(id, undefined))
  const all = [...builtIn, ...(own?.rows ?? []).map(heldFrom)].flatMap(role =>
    role
      ? [
          {
            ...role,
            permissions: [...role.permissions],
            builtIn: isBuiltIn(role.id),
            members: members.get(role.id) ?? 0,
          },
        ]
      : [],
  )
  const from = after ? all.findIndex(({ id }) => id === cursorOf(after[0])) + 1 : 0
  return pageOf(all.slice(from, from + limit + 1), limit, ({ id }) => [id.replaceAll('-', '_')])
}

// Words of a cursor have no hyphens.
const cursorOf = (word: string) => word.replaceAll('_', '-')

/** A role by its id, as somebody would hold it. Throws NotFound. */
export const findRole = async (ctx: Ctx, id: string): Promise<HeldRole> => {
  const builtIn = heldRole(id, undefined)
  if (builtIn) return builtIn
  const [result] = await ctx.sql([
    {
      text: `SELECT id, name, permissions, conversation_scope FROM custom_roles WHERE organization_id = $1::uuid AND id::text = $2`,
      values: [ctx.organizationId, id],
    },
  ])
  const row = result?.rows[0]
  const role = row && heldFrom(row)
  if (!role) throw new NotFound('role')
  return role
}

type WholeRole = Omit<HeldRole, 'id'>

export const insertRole = async (ctx: Ctx, { name, permissions, conversationScope }: WholeRole): Promise<Role> => {
  const id = newId()
  const [result] = await ctx.sql([
    {
      text: `INSERT INTO custom_roles (organization_id, id, name, permissions, conversation_scope, created_at)
        VALUES ($1::uuid, $2::uuid, $3, $4::text[], $6::text, $5::timestamptz) ON CONFLICT (organization_id, lower(name)) DO NOTHING RETURNING id`,
      values: [ctx.organizationId, id, name, permissions, ctx.now(), conversationScope],
    },
  ])
  if (!result?.rows[0]) throw nameTaken(name)
  return { id, name, permissions: knownAmong(permissions), conversationScope, builtIn: false, members: 0 }
}

export const changeRole = async (ctx: Ctx, id: string, role: WholeRole): Promise<Role> => {
  const { name, permissions, conversationScope } = role
  const [result, counted] = await ctx.sql([
    {
      text: `UPDATE custom_roles SET name = $3, permissions = $4::text[], conversation_scope = $5::text
        WHERE organization_id = $1::uuid AND id = $2::uuid
          AND NOT EXISTS (SELECT FROM custom_roles WHERE organization_id = $1::uuid AND lower(name) = lower($3) AND id <> $2::uuid)
        RETURNING id`,
      values: [ctx.organizationId, id, name, permissions, conversationScope],
    },
    {
      text: 'SELECT count(*)::int AS members FROM members WHERE organization_id = $1::uuid AND role = $2::text',
      values: [ctx.organizationId, id],
    },
  ])
  if (!result?.rows[0]) throw nameTaken(name)
  const members = Number(counted?.rows[0]?.members)
  return { id, name, permissions: knownAmong(permissions), conversationScope, builtIn: false, members }
}

/** False when somebody has it, or is invited to it. */
export const removeRole = async (ctx: Ctx, id: string): Promise<boolean> => {
  const [result] = await ctx.sql([
    {
      text: `DELETE FROM custom_roles WHERE organization_id = $1::uuid AND id = $2::uuid
        AND NOT EXISTS (SELECT FROM members WHERE organization_id = $1::uuid AND role = $2::text)
        AND NOT EXISTS (SELECT FROM invitations WHERE organization_id = $1::uuid AND role = $2::text)
        RETURNING id`,
      values: [ctx.organizationId, id],
    },
  ])
  return result?.rows[0] !== undefined
}

const nameTaken = (name: string) => new Conflict(`There is a role named “${name}” already. Choose another name.`)

const heldFrom = (row: Row) =>
  heldRole(String(row.id), {
    name: String(row.name),
    permissions: row.permissions as string[],
    conversationScope: row.conversation_scope,
  })
