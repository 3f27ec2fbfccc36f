import type { AuditAction } from '@frontdesk/contract/audit'
import type { Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { type Condition, entryStatement } from './store.ts'

type Change = { target?: string | null; details?: Record<string, unknown> }

/** Notes that this was done, in the open transaction: without the change there is no entry, and the other way round. */
export const record = async (ctx: Ctx, action: AuditAction, change: Change = {}): Promise<void> => {
  await ctx.sql([recording(ctx, action, change)])
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

/** The same as a statement, to stand in one round trip with the change itself. */
export const recording = (
  { organizationId, actor, requestId, ip, now }: Pick<Ctx, 'organizationId' | 'actor' | 'requestId' | 'ip' | 'now'>,
  action: AuditAction,
  { target = null, details = {} }: Change,
  condition?: Condition,
): Statement =>
  entryStatement(
    organizationId,
    { at: now(), actor: actor.id, action, target, details, requestId, ip: ip ?? null },
    condition,
  )
