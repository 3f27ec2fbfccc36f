import type { AuditAction } from '@frontdesk/contract/audit'
import type { Ctx } from '#context'
import { announceFrom } from '../notices.ts'
import { addEntry, type Change } from './record-store.ts'

/** Notes that this was done, in the open transaction: without the change there is no entry, and the other way round. */
export const record = async (ctx: Ctx, action: AuditAction, change: Change = {}): Promise<void> => {
  await addEntry(ctx, action, change)
  const { target, details } = change
  ctx.afterCommit(() => announceFrom(ctx, action, { details: { ...details, ...(target ? { target } : {}) } }))
}

/** Makes a change and notes it: both are kept, or neither. */
export const audited = <T>(
  ctx: Ctx,
  action: AuditAction,
  make: (within: Ctx) => Promise<T>,
  describe: (made: T) => Change,
): Promise<T> =>
  ctx.transaction(async within => {
    const made = await make(within)
    await record(within, action, describe(made))
    return made
  })
