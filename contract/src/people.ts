import { z } from 'zod'
import { Email, Password, SignedIn } from './accounts.ts'
import { endpoint, type FreshWhen, Id, Moment, PageQuery, paged } from './endpoint.ts'
import { isBuiltIn } from './permissions.ts'
import { RoleId, RoleRef } from './roles.ts'

export const Member = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleRef,
  joinedAt: Moment,
})
export type Member = z.output<typeof Member>

/** A role of the organization’s own may hold as much as an owner. */
const makesOwner: FreshWhen = {
  when: 'where the role is `owner` or one of the organization’s own',
  of: ({ roleId }: { roleId: string }) => roleId === 'owner' || !isBuiltIn(roleId),
}

export const listMembers = endpoint('GET /members', {
  summary: 'The people of the organization, in the order in which they joined.',
  permission: 'people.read',
  query: PageQuery,
  reply: paged(Member),
})
export const updateMember = endpoint('PATCH /members/:userId', {
  summary: 'Gives a person another role, from their next request on. The last owner stays one.',
  permission: 'people.manage',
  fresh: makesOwner,
  body: z.strictObject({ roleId: RoleId }),
  reply: Member,
  errors: ['not-found', 'conflict'],
})
export const removeMember = endpoint('DELETE /members/:userId', {
  summary: 'Takes a person out of the organization; their sessions here and the keys they made end within a second.',
  permission: 'people.manage',
  status: 204,
  errors: ['not-found', 'conflict'],
})
export const leaveOrganization = endpoint('DELETE /session/membership', {
  summary: 'Leaves the organization one is working in. The last owner cannot.',
  permission: 'signed-in',
  status: 204,
  errors: ['conflict'],
})

export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: RoleRef,
  createdAt: Moment,
  expiresAt: Moment,
})
export type Invitation = z.output<typeof Invitation>

/** What an invitation's link carries; it works once, for 72 hours, for this address. */
const Token = z.string().min(1).max(200)

export const createInvitation = endpoint('POST /invitations', {
  summary: 'Invites a person for 72 hours; the link in the reply is shown this once. Replaces an older invitation.',
  permission: 'people.manage',
  fresh: makesOwner,
  body: z.strictObject({ email: Email, roleId: RoleId }),
  reply: Invitation.extend({ link: z.string() }),
  status: 201,
  errors: ['conflict', 'not-found'],
})
export const listInvitations = endpoint('GET /invitations', {
  summary: 'The invitations that still wait to be accepted, newest first.',
  permission: 'people.manage',
  query: PageQuery,
  reply: paged(Invitation),
})
export const revokeInvitation = endpoint('DELETE /invitations/:invitationId', {
  summary: 'Takes an invitation back.',
  permission: 'people.manage',
  status: 204,
  errors: ['not-found'],
})
export const readInvitation = endpoint('POST /invitations/read', {
  summary: 'What somebody who holds the link is invited to.',
  permission: 'public',
  body: z.strictObject({ token: Token }),
  reply: z.object({
    organizationName: z.string(),
    email: z.string(),
    roleName: z.string(),
    /** They accept with their session or their password; everybody else chooses a name and a password. */
    hasAccount: z.boolean(),
  }),
  errors: ['not-found'],
})
export const acceptInvitation = endpoint('POST /invitations/accept', {
  summary: 'Joins the organization: with the session of the invited address, or with a new account for it.',
  permission: 'public',
  body: z.strictObject({
    token: Token,
    account: z.strictObject({ name: z.string().trim().min(1).max(100).optional(), password: Password }).optional(),
  }),
  reply: SignedIn,
  status: 201,
  errors: ['not-found', 'unauthenticated', 'forbidden', 'conflict'],
})
