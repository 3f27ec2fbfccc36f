import { authSql, type Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import type { NewEvent } from './event.ts'
import { type Finding, failuresWithinMs, noPast, type Past, refusalsWithinMs } from './rules.ts'

export type Person = { userId: string; email: string; organizationIds: string[] }

/** Whoever has one of these ids or addresses, with where they work; an address that nobody has gives nobody. */
export const selectPeople = async (
  { database }: Platform,
  { userIds, emails }: { userIds: string[]; emails: string[] },
): Promise<Person[]> => {
  const [result] = await authSql(database, [
    {
      text: `SELECT u.id, u.email, array_agg(m.organization_id::text) AS organizations
        FROM auth_users u JOIN members m ON m.user_id = u.id
        WHERE u.id = ANY($1::text[]) OR u.email = ANY($2::text[]) GROUP BY u.id, u.email`,
      values: [userIds, emails],
    },
  ])
  return (result?.rows ?? []).map(row => ({
    userId: String(row.id),
    email: String(row.email),
    organizationIds: row.organizations as string[],
  }))
}

/** One at a time in each organization, so that of two processes the later one knows what the earlier one kept. */
const inTurn = (organizationId: string) => ({
  text: 'SELECT 1 AS ours FROM pg_advisory_xact_lock(722111, hashtext($1::text))',
  values: [organizationId],
})

/** Keeps the events, once however often it is tried, and tells what the people and keys in them did before. */
export const insertEvents = async (ctx: Ctx, events: NewEvent[]): Promise<Map<string, Past>> => {
  const now = ctx.now().getTime()
  const actors = [...new Set(events.flatMap(({ actor }) => actor ?? []))]
  const [, , pasts] = await ctx.sql([
    inTurn(ctx.organizationId),
    {
      text: `INSERT INTO security_events
          (organization_id, id, at, name, level, actor, ip, user_agent, network, device, occurrences, details, request_id)
        SELECT $1::uuid, id, at, name, level, actor, ip, "userAgent", network, device, count, details, "requestId"
        FROM jsonb_to_recordset($2::jsonb) AS e (id uuid, at timestamptz, name text, level text, actor text, ip text,
          "userAgent" text, network text, device text, count int, details jsonb, "requestId" text)
        ON CONFLICT DO NOTHING`,
      values: [ctx.organizationId, jsonOf(events)],
    },
    {
      text: `SELECT actor,
          COALESCE(sum(occurrences) FILTER (WHERE name = 'authn_login_fail' AND at > $4::timestamptz), 0)::int AS failures,
          COALESCE(sum(occurrences) FILTER (WHERE name = 'authz_fail' AND at > $5::timestamptz), 0)::int AS refusals,
          array_agg(DISTINCT network) FILTER (WHERE name = 'authn_login_success' AND network IS NOT NULL) AS networks,
          array_agg(DISTINCT device) FILTER (WHERE name = 'authn_login_success' AND device IS NOT NULL) AS devices
        FROM security_events WHERE organization_id = $1::uuid AND actor = ANY($2::text[]) AND id <> ALL($3::uuid[])
          AND (name = 'authn_login_success' OR name IN ('authn_login_fail', 'authz_fail') AND at > $4::timestamptz)
        GROUP BY actor`,
      values: [
        ctx.organizationId,
        actors,
        events.map(({ id }) => id),
        new Date(now - failuresWithinMs),
        new Date(now - refusalsWithinMs),
      ],
    },
  ])
  return new Map((pasts?.rows ?? []).map(row => [String(row.actor), pastOf(row)]))
}

const pastOf = (row: Row): Past => ({
  ...noPast,
  failures: Number(row.failures),
  refusals: Number(row.refusals),
  networks: new Set(row.networks as string[] | null),
  devices: new Set(row.devices as string[] | null),
})

const onceWithinMs = 3_600_000

/** Counts the finding to the alert of the last hour, or makes one; tells which was made, and how many that hour has. */
export const upsertAlert = async (
  ctx: Ctx,
  { finding, event, times }: { finding: Finding; event: NewEvent; times: number },
): Promise<{ made: boolean; withinHour: number }> => {
  const { rule, level, subject, details } = finding
  const { ip, userAgent } = event
  const now = ctx.now()
  const since = new Date(now.getTime() - onceWithinMs)
  const [, written, counted] = await ctx.sql([
    inTurn(ctx.organizationId),
    {
      text: `WITH known AS (
          UPDATE security_alerts SET occurrences = occurrences + $11::int, last_at = $6::timestamptz
          WHERE organization_id = $1::uuid AND rule = $3::text AND subject IS NOT DISTINCT FROM $5::text AND created_at > $10::timestamptz
          RETURNING id)
        INSERT INTO security_alerts
          (organization_id, id, rule, level, subject, created_at, last_at, ip, user_agent, details, occurrences)
        SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::timestamptz, $6::timestamptz, $7::text, $8::text, $9::jsonb, $11::int
        WHERE NOT EXISTS (SELECT FROM known) RETURNING id`,
      values: [
        ctx.organizationId,
        newId(),
        rule,
        level,
        subject ?? null,
        now,
        ip ?? null,
        userAgent ?? null,
        jsonOf(details),
        since,
        times,
      ],
    },
    {
      text: 'SELECT count(*)::int AS alerts FROM security_alerts WHERE organization_id = $1::uuid AND created_at > $2::timestamptz',
      values: [ctx.organizationId, since],
    },
  ])
  return { made: written?.rows[0] !== undefined, withinHour: Number(counted?.rows[0]?.alerts) }
}

/** What the people and keys in question are called. */
export const selectName = async (ctx: Ctx, subject: string): Promise<string | undefined> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT name FROM members WHERE organization_id = $1::uuid AND user_id = $2::text
        UNION ALL SELECT name FROM api_keys WHERE organization_id = $1::uuid AND 'key:' || id = $2::text LIMIT 1`,
      values: [ctx.organizationId, subject],
    },
  ])
  const name = result?.rows[0]?.name
  return typeof name === 'string' ? name : undefined
}

export const selectOrganizationName = async (ctx: Ctx): Promise<string> => {
  const text = 'SELECT name FROM organizations WHERE organization_id = $1::uuid'
  const [result] = await ctx.sql([{ text, values: [ctx.organizationId] }])
  return String(result?.rows[0]?.name)
}

/** Made of characters that every database takes. */
const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\u0000', '\ufffd').slice(0, 500) : part,
  )
