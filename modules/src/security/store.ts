import type { SecurityAlert, SecurityEvent } from '@frontdesk/contract/security'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import { alertTitles } from './alert.ts'

type EventFilter = {
  name?: string | undefined
  level?: string | undefined
  actor?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

/** Newest first. */
export const selectEvents = async (ctx: Ctx, { limit, after }: Page<[string]>, filter: EventFilter) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT id, at, name, level, actor, ip, user_agent, occurrences, details, request_id
        FROM security_events WHERE organization_id = $1::uuid AND ($2::uuid IS NULL OR id < $2::uuid)
        AND ($3::text IS NULL OR name = $3::text) AND ($4::text IS NULL OR level = $4::text)
        AND ($5::text IS NULL OR actor = $5::text)
        AND ($6::timestamptz IS NULL OR at >= $6::timestamptz) AND ($7::timestamptz IS NULL OR at < $7::timestamptz)
        ORDER BY id DESC LIMIT $8::int`,
      values: [
        ctx.organizationId,
        after?.[0] ?? null,
        filter.name ?? null,
        filter.level ?? null,
        filter.actor ?? null,
        filter.from ?? null,
        filter.until ?? null,
        limit + 1,
      ],
    },
  ])
  return pageOf((result?.rows ?? []).map(eventOf), limit, ({ id }) => [id])
}

const alertColumns =
  'id, rule, level, subject, occurrences, created_at, last_at, ip, user_agent, details, acknowledged_by, acknowledged_at'

/** Newest first. */
export const selectAlerts = async (
  ctx: Ctx,
  { limit, after }: Page<[string]>,
  { status }: { status?: SecurityAlert['status'] | undefined },
) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${alertColumns} FROM security_alerts
        WHERE organization_id = $1::uuid AND ($2::uuid IS NULL OR id < $2::uuid)
        AND ($3::boolean IS NULL OR (acknowledged_at IS NULL) = $3::boolean) ORDER BY id DESC LIMIT $4::int`,
      values: [ctx.organizationId, after?.[0] ?? null, status === undefined ? null : status === 'open', limit + 1],
    },
  ])
  return pageOf((result?.rows ?? []).map(alertOf), limit, ({ id }) => [id])
}

export const findAlert = async (ctx: Ctx, id: string): Promise<SecurityAlert> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${alertColumns} FROM security_alerts WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, id],
    },
  ])
  if (!result?.rows[0]) throw new NotFound('alert')
  return alertOf(result.rows[0])
}

/** Undefined when somebody was faster, or when there is no such alert. */
export const markAcknowledged = async (ctx: Ctx, id: string): Promise<SecurityAlert | undefined> => {
  const [result] = await ctx.sql([
    {
      text: `UPDATE security_alerts SET acknowledged_by = $3::text, acknowledged_at = $4::timestamptz
        WHERE organization_id = $1::uuid AND id = $2::uuid AND acknowledged_at IS NULL RETURNING ${alertColumns}`,
      values: [ctx.organizationId, id, ctx.actor.id, ctx.now()],
    },
  ])
  return result?.rows[0] && alertOf(result.rows[0])
}

const textOf = (value: unknown) => (value === null ? null : String(value))

const eventOf = (row: Row): SecurityEvent => ({
  id: String(row.id),
  at: (row.at as Date).toISOString(),
  name: row.name as SecurityEvent['name'],
  level: row.level as SecurityEvent['level'],
  actor: textOf(row.actor),
  ip: textOf(row.ip),
  userAgent: textOf(row.user_agent),
  count: Number(row.occurrences),
  details: row.details as SecurityEvent['details'],
  requestId: textOf(row.request_id),
})

const alertOf = (row: Row): SecurityAlert => {
  const rule = row.rule as SecurityAlert['rule']
  return {
    id: String(row.id),
    rule,
    level: row.level as SecurityAlert['level'],
    title: alertTitles[rule],
    subject: textOf(row.subject),
    count: Number(row.occurrences),
    firstAt: (row.created_at as Date).toISOString(),
    lastAt: (row.last_at as Date).toISOString(),
    ip: textOf(row.ip),
    userAgent: textOf(row.user_agent),
    details: row.details as SecurityAlert['details'],
    status: row.acknowledged_at === null ? 'open' : 'acknowledged',
    acknowledgedBy: textOf(row.acknowledged_by),
    acknowledgedAt: (row.acknowledged_at as Date | null)?.toISOString() ?? null,
  }
}
