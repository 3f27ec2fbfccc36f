import type { SecurityAlert } from '@frontdesk/contract/security'
import { record } from '#audit'
import type { Ctx } from '#context'
import { findAlert, markAcknowledged } from './store.ts'

/** Says that somebody has looked at the alert; of two people the first one stays. Throws NotFound. */
export const acknowledgeAlert = (ctx: Ctx, id: string): Promise<SecurityAlert> =>
  ctx.transaction(async within => {
    within.must('organization.manage')
    const acknowledged = await markAcknowledged(within, id)
    if (!acknowledged) return findAlert(within, id)
    await record(within, 'alert.acknowledged', { target: id, details: { rule: acknowledged.rule } })
    return acknowledged
  })
