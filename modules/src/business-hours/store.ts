import { BusinessHours } from '@frontdesk/contract/business-hours'
import { weekdays } from '@frontdesk/contract/weekdays'
import type { Ctx } from '#context'
import { hasHours } from './hours.ts'

export const findBusinessHours = async (ctx: Ctx): Promise<BusinessHours> => {
  const [found] = await ctx.sql([
    { text: 'SELECT hours FROM business_hours WHERE organization_id = $1::uuid', values: [ctx.organizationId] },
  ])
  return BusinessHours.parse(found?.rows[0]?.hours ?? {})
}

/** Within a transaction. No row is left where there are no hours: a time zone alone says nothing. */
export const putBusinessHours = async (within: Ctx, wanted: BusinessHours): Promise<BusinessHours> => {
  const { organizationId } = within
  const hours = inOrder(wanted)
  await within.sql([
    hasHours(hours)
      ? {
          text: `INSERT INTO business_hours (organization_id, hours, updated_at) VALUES ($1::uuid, $2::json, $3::timestamptz)
            ON CONFLICT (organization_id) DO UPDATE SET hours = EXCLUDED.hours, updated_at = EXCLUDED.updated_at`,
          values: [organizationId, JSON.stringify(hours), within.now()],
        }
      : { text: 'DELETE FROM business_hours WHERE organization_id = $1::uuid', values: [organizationId] },
  ])
  return findBusinessHours(within)
}

const inOrder = ({ timeZone, weekly, closedDates }: BusinessHours): BusinessHours => {
  const sorted = { ...weekly }
  for (const day of weekdays) sorted[day] = weekly[day].toSorted((one, other) => (one.from < other.from ? -1 : 1))
  return {
    timeZone,
    weekly: sorted,
    closedDates: closedDates.toSorted((one, other) => (one.date < other.date ? -1 : 1)),
  }
}
