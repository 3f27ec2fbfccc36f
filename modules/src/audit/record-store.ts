import type { AuditAction } from '@frontdesk/contract/audit'
import type { Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { noHash, textOf } from './entry.ts'

export type Change = { target?: string | null; details?: Record<string, unknown> }

/** For a change that may not have happened: SQL of ours, in which `$1` is the organization and the values begin at `$3`. */
type Condition = { text: string; values: unknown[] }

/**
 * Notes that this was done, as a statement that stands last in the transaction of the change: whoever notes something
 * next waits for it, so there are no gaps.
 */
export const recording = (
  { organizationId, actor, requestId, ip, now }: Pick<Ctx, 'organizationId' | 'actor' | 'requestId' | 'ip' | 'now'>,
  action: AuditAction,
  { target = null, details = {} }: Change,
  { text, values }: Condition = { text: 'true', values: [] },
): Statement => ({
  text: `WITH head AS (
      INSERT INTO audit_heads AS h (organization_id, seq, hash)
      SELECT $1::uuid, 1, encode(sha256(convert_to('${noHash}' || E'\n1\n' || $2::text, 'UTF8')), 'hex') WHERE ${text}
      ON CONFLICT (organization_id) DO UPDATE SET seq = h.seq + 1,
        hash = encode(sha256(convert_to(h.hash || E'\n' || (h.seq + 1) || E'\n' || $2::text, 'UTF8')), 'hex')
      RETURNING seq, hash)
    INSERT INTO audit_entries (organization_id, seq, entry, hash) SELECT $1::uuid, seq, $2::text, hash FROM head`,
  values: [
    organizationId,
    textOf({ at: now(), actor: actor.id, action, target, details, requestId, ip: ip ?? null }),
    ...values,
  ],
})

export const addEntry = async (ctx: Ctx, action: AuditAction, change: Change): Promise<void> => {
  await ctx.sql([recording(ctx, action, change)])
}
