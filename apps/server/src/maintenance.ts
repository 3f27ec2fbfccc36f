import { trimBudgets } from '@frontdesk/modules/budgets/index'
import { trimFiles, trimOutbox } from '@frontdesk/modules/conversations/index'
import { trimAnswerChunks } from '@frontdesk/modules/engine/index'
import { trimKeys } from '@frontdesk/modules/idempotency/index'
import { trimMails } from '@frontdesk/modules/mail/index'
import { trimSecurity } from '@frontdesk/modules/security/index'
import type { Platform } from '@frontdesk/platform/platform'

const queue = 'maintenance'
// Hourly, because a laptop sleeps at night.
const cron = '17 * * * *'

const chores = { trimKeys, trimAnswerChunks, trimOutbox, trimFiles, trimMails, trimSecurity, trimBudgets }

/** Throws away each hour what nobody needs any more. A chore that fails is tried again, and holds up no other. */
export const startMaintenance = async (platform: Platform): Promise<void> => {
  await platform.jobs.work(queue, async () => {
    const failures: unknown[] = []
    for (const [chore, run] of Object.entries(chores))
      try {
        const removed = await run(platform)
        if (removed > 0) platform.log.info('Maintenance', { chore, removed })
      } catch (error) {
        failures.push(error)
      }
    if (failures.length > 0) throw new AggregateError(failures, 'Maintenance is not complete')
  })
  await platform.jobs.schedule(queue, cron)
}
