import { z } from 'zod'
import { endpoint, PageQuery, paged } from './endpoint.ts'
import { conversationScopes, permissions, type ConversationScope as Scope } from './permissions.ts'

/** `owner`, `admin`, `builder`, `supervisor`, `agent`, `viewer`, or the id of one of the organization's own roles. */
export const RoleId = z
  .string()
  .regex(/^[a-z]{1,20}$|^[0-9a-f-]{36}$/, 'The name of a built-in role, or the id of another')

export const ConversationScope = z.enum(Object.keys(conversationScopes) as [Scope, ...Scope[]])

export const RoleRef = z.object({ id: z.string(), name: z.string() })

export const Role = RoleRef.extend({
  permissions: z.array(z.enum(permissions)),
  /** Which conversations whoever has it sees. */
  conversationScope: ConversationScope,
  /** Built-in roles are the same everywhere and stay as they are. */
  builtIn: z.boolean(),
  /** How many people have it. */
  members: z.int(),
})
export type Role = z.output<typeof Role>

const NewRole = z.strictObject({
  name: z.string().trim().min(1).max(60),
  permissions: z.array(z.enum(permissions)).max(permissions.length),
  /** Absent: all of them in a new role, and as before in a change. */
  conversationScope: ConversationScope.optional(),
})
export type NewRole = z.output<typeof NewRole>

export const listRoles = endpoint('GET /roles', {
  summary: 'The built-in roles and the organization’s own.',
  permission: 'people.read',
  query: PageQuery,
  reply: paged(Role),
})
export const createRole = endpoint('POST /roles', {
  summary: 'Makes a role of the organization’s own, with at most what its maker may.',
  permission: 'people.manage',
  body: NewRole,
  reply: Role,
  status: 201,
  errors: ['conflict'],
  idempotent: true,
})
export const updateRole = endpoint('PATCH /roles/:roleId', {
  summary: 'Changes a role; whoever has it may do more or less from their next request on.',
  permission: 'people.manage',
  fresh: {
    when: 'where whoever has the role may make owners',
    of: ({ permissions = [] }: { permissions?: readonly string[] }) => permissions.includes('organization.own'),
  },
  body: NewRole.partial(),
  reply: Role,
  errors: ['not-found', 'conflict'],
})
export const deleteRole = endpoint('DELETE /roles/:roleId', {
  summary: 'Deletes a role that nobody has.',
  permission: 'people.manage',
  status: 204,
  errors: ['not-found', 'conflict'],
})
