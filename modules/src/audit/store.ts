import type { AuditEntry } from '@frontdesk/contract/audit'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { type Page, pageOf } from '../paging.ts'
import type { ChainEntry } from './chain.ts'

type Filter = {
  action?: string | undefined
  actor?: string | undefined
  target?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

export const selectEntries = async (ctx: Ctx, { limit, after }: Page<[string]>, filter: Filter) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT seq, entry, hash FROM audit_entries WHERE organization_id = $1::uuid
        AND ($2::bigint IS NULL OR seq < $2::bigint)
        AND ($3::text IS NULL OR action = $3::text) AND ($4::text IS NULL OR actor = $4::text)
        AND ($5::text IS NULL OR target = $5::text) AND ($6::text IS NULL OR at >= $6::text)
        AND ($7::text IS NULL OR at < $7::text)
        ORDER BY seq DESC LIMIT $8::int`,
      values: [
        ctx.organizationId,
        after?.[0] ?? null,
        filter.action ?? null,
        filter.actor ?? null,
        filter.target ?? null,
        momentOf(filter.from),
        momentOf(filter.until),
        limit + 1,
      ],
    },
  ])
  return pageOf((result?.rows ?? []).map(entryOf), limit, ({ seq }) => [String(seq)])
}

/** The next entries of the chain in their order, and where its head stands. */
export const readChain = async (ctx: Ctx, afterSeq: number, limit: number) => {
  const [entries, head] = await ctx.sql([
    {
      text: `SELECT seq, entry, hash FROM audit_entries WHERE organization_id = $1::uuid AND seq > $2::bigint
        ORDER BY seq LIMIT $3::int`,
      values: [ctx.organizationId, afterSeq, limit],
    },
    { text: 'SELECT seq, hash FROM audit_heads WHERE organization_id = $1::uuid', values: [ctx.organizationId] },
  ])
  const last = head?.rows[0]
  return {
    entries: (entries?.rows ?? []).map(
      (row): ChainEntry => ({ seq: Number(row.seq), text: String(row.entry), hash: String(row.hash) }),
    ),
    head: last && { seq: Number(last.seq), hash: String(last.hash) },
  }
}

/** Moments are kept as text, always in this form, so that they are hashed and compared as they stand. */
const momentOf = (text: string | undefined) => (text === undefined ? null : new Date(text).toISOString())

const entryOf = (row: Row): AuditEntry => {
  const { at, actor, action, target, details, requestId, ip } = JSON.parse(String(row.entry)) as AuditEntry
  return { seq: Number(row.seq), at, actor, action, target, details, requestId, ip, hash: String(row.hash) }
}
