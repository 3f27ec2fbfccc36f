import type { DayUsage } from '@frontdesk/contract/usage'
import type { Ctx } from '#context'

/** What the organization's answers took, by day and model, oldest first. */
export const selectUsage = async (ctx: Ctx, { from, to }: { from: string; to: string }): Promise<DayUsage[]> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, trace->>'model' AS model, count(*)::int AS answers,
          COALESCE(sum((trace->>'inputTokens')::bigint), 0)::bigint AS input_tokens,
          COALESCE(sum((trace->>'outputTokens')::bigint), 0)::bigint AS output_tokens, sum((trace->>'cost')::double precision) AS cost
        FROM turns WHERE organization_id = $1::uuid AND status <> 'running' AND trace->>'model' IS NOT NULL
          AND started_at >= ($2::date)::timestamp AT TIME ZONE 'UTC' AND started_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'
        GROUP BY 1, 2 ORDER BY 1, 2`,
      values: [ctx.organizationId, from, to],
    },
  ])
  return (found?.rows ?? []).map(row => ({
    day: String(row.day),
    model: String(row.model),
    answers: Number(row.answers),
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    cost: row.cost === null ? null : Number(row.cost),
  }))
}
