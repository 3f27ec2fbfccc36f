import { z } from 'zod'
import { Me } from './accounts.ts'
import { endpoint, Id, PageQuery, paged } from './endpoint.ts'
import { RoleRef } from './roles.ts'

const Name = z.string().trim().min(1).max(100)

export const Organization = z.object({ id: Id, name: z.string(), requiresSecondFactor: z.boolean() })
export type Organization = z.output<typeof Organization>

export const listOrganizations = endpoint('GET /organizations', {
  summary: 'The organizations that whoever asks works in, in the order in which they joined.',
  permission: 'signed-in',
  query: PageQuery,
  reply: paged(Organization.extend({ role: RoleRef })),
})
export const createOrganization = endpoint('POST /organizations', {
  summary: 'Creates another organization, owned by whoever asks. Their session stays where it is.',
  permission: 'signed-in',
  body: z.strictObject({ name: Name }),
  reply: Organization,
  status: 201,
  errors: ['conflict'],
  idempotent: true,
})
export const updateOrganization = endpoint('PATCH /organization', {
  summary: 'Renames the organization, or asks everybody in it for a second factor from their next request on.',
  permission: 'organization.manage',
  fresh: {
    when: 'where it says who needs a second factor',
    of: ({ requiresSecondFactor }: { requiresSecondFactor?: boolean }) => requiresSecondFactor !== undefined,
  },
  body: z.strictObject({ name: Name.optional(), requiresSecondFactor: z.boolean().optional() }),
  reply: Organization,
  errors: ['conflict'],
})
export const switchOrganization = endpoint('PUT /session/organization', {
  summary: 'Goes on in another organization of one’s own, with this session.',
  permission: 'signed-in',
  body: z.strictObject({ organizationId: Id }),
  reply: Me,
  errors: ['not-found', 'conflict'],
})
