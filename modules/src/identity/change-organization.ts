import type { Organization } from '@frontdesk/contract/organizations'
import { record } from '#audit'
import type { Ctx } from '#context'
import { forgetIdentities } from './identities.ts'
import { writeOrganization } from './organization-store.ts'

type Change = { name?: string | undefined; requiresSecondFactor?: boolean | undefined }

/** Renames the organization, or asks everybody in it for a second factor, from their next request on. */
export async function changeOrganization(ctx: Ctx, change: Change): Promise<Organization> {
  ctx.must('organization.manage')
  const target = ctx.organizationId
  const changed = await ctx.transaction(async within => {
    const written = await writeOrganization(within, change)
    const { name, requiresSecondFactor } = change
    if (name !== undefined) await record(within, 'organization.renamed', { target, details: { name } })
    if (requiresSecondFactor !== undefined)
      await record(within, 'organization.second-factor-changed', { target, details: { requiresSecondFactor } })
    return written
  })
  await forgetIdentities(ctx.platform)
  return changed
}
