import type { Organization } from '@frontdesk/contract/organizations'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { insertOrganization } from './organization-store.ts'

/** Creates another organization, owned by whoever asks. Throws Conflict for an API key, which belongs to just one. */
export async function createOrganization(ctx: Ctx, name: string): Promise<Organization> {
  if (ctx.actor.kind === 'api-key')
    throw new Conflict('An API key belongs to one organization. Create another one with the session of a person.')
  return insertOrganization(ctx, ctx.actor.id, name)
}
