import { Budgets } from '@frontdesk/contract/budgets'
import type { Ctx } from '#context'
import { hasLimits, isLimited, scopesOf } from './budget.ts'

export const findBudgets = async (ctx: Ctx): Promise<Budgets> => {
  const [found] = await ctx.sql([
    { text: 'SELECT limits FROM budgets WHERE organization_id = $1::uuid', values: [ctx.organizationId] },
  ])
  return Budgets.parse(found?.rows[0]?.limits ?? {})
}

/** Within a transaction. No row is left where nothing is limited: then an answer counts nothing. */
export const putBudgets = async (within: Ctx, wanted: Budgets): Promise<Budgets> => {
  const { organizationId } = within
  const before = await findBudgets(within)
  const limits = JSON.stringify(wanted)
  // Nobody counted while there was no limit: such a counter is counted anew.
  const stale = scopesOf(wanted).filter(scope => !isLimited(before, scope) || !isLimited(wanted, scope))
  await within.sql([
    hasLimits(wanted)
      ? {
          text: `INSERT INTO budgets (organization_id, limits, updated_at) VALUES ($1::uuid, $2::json, $3::timestamptz)
            ON CONFLICT (organization_id) DO UPDATE SET limits = EXCLUDED.limits, updated_at = EXCLUDED.updated_at`,
          values: [organizationId, limits, within.now()],
        }
      : { text: 'DELETE FROM budgets WHERE organization_id = $1::uuid', values: [organizationId] },
    {
      text: `DELETE FROM budget_counters WHERE organization_id = $1::uuid AND split_part(counter, ' ', 1) = ANY($2::text[])`,
      values: [organizationId, stale],
    },
  ])
  return wanted
}
