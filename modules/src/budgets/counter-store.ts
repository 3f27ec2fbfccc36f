import type { Budgets } from '@frontdesk/contract/budgets'
import type { Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { countersOf, type Scope, type Taken } from './budget.ts'

export type Spender = { turnId: string; conversationId: string; customerId: string; budgets: Budgets }

// Longer than any call of a model with all its repeats: after that its process is gone.
const holdMs = 10 * 60_000

/**
 * Holds what a call may take in every budget that it counts in, or in none: then it says which has too little left.
 * Whatever is left is given to whoever asks alone, so that a budget is passed only by what calls take more than was expected of them.
 */
export const hold = async (ctx: Ctx, spender: Spender, expected: Taken, at: Date): Promise<Scope | undefined> => {
  const { organizationId } = ctx
  const counters = countersOf(spender.budgets, { ...spender, at })
  const names = counters.map(({ counter }) => counter)
  const limits = counters.map(({ scope }) => spender.budgets[scope])
  const results = await ctx.sql([
    ...counters.map(each => countAnew(ctx, spender, each, at)),
    lock(organizationId, names),
    {
      name: 'budget-holds.hold',
      text: `WITH wanted AS (
          SELECT w.counter, $4::bigint AS tokens, $5::float8 AS cost, (
            (w.tokens IS NULL OR CASE WHEN h.tokens > 0 THEN c.tokens + h.tokens + $4::bigint <= w.tokens ELSE c.tokens < w.tokens END)
            AND (w.cost IS NULL OR CASE WHEN h.cost > 0 THEN c.cost + h.cost + $5::float8 <= w.cost ELSE c.cost < w.cost END)
          ) AS fits
          FROM unnest($2::text[], $6::bigint[], $7::float8[]) AS w(counter, tokens, cost)
          JOIN budget_counters c ON c.organization_id = $1::uuid AND c.counter = w.counter
          CROSS JOIN LATERAL (
            SELECT sum(o.tokens) AS tokens, sum(o.cost) AS cost FROM budget_holds o
            WHERE o.organization_id = $1::uuid AND o.counter = w.counter AND o.turn_id <> $3::uuid AND o.held_until > $8::timestamptz) h),
        held AS (
          INSERT INTO budget_holds (organization_id, counter, turn_id, tokens, cost, held_until)
          SELECT $1::uuid, counter, $3::uuid, tokens, cost, $9::timestamptz FROM wanted WHERE (SELECT bool_and(fits) FROM wanted)
          ON CONFLICT (organization_id, counter, turn_id) DO UPDATE SET tokens = EXCLUDED.tokens, cost = EXCLUDED.cost, held_until = EXCLUDED.held_until)
        SELECT counter FROM wanted WHERE NOT fits`,
      values: [
        organizationId,
        names,
        spender.turnId,
        expected.tokens,
        expected.cost,
        limits.map(({ tokens }) => tokens),
        limits.map(({ cost }) => cost),
        at,
        new Date(at.getTime() + holdMs),
      ],
    },
  ])
  const full = results.at(-1)?.rows[0]?.counter
  return counters.find(({ counter }) => counter === full)?.scope
}

/** Counts what a call took, and holds nothing any more. `at` is when it was held: it counts in that day and month. */
export const settle = async (ctx: Ctx, spender: Spender, taken: Taken, at: Date): Promise<void> => {
  const { organizationId } = ctx
  const names = countersOf(spender.budgets, { ...spender, at }).map(({ counter }) => counter)
  await ctx.sql([
    lock(organizationId, names),
    {
      name: 'budget-counters.settle',
      text: `UPDATE budget_counters SET tokens = tokens + $3::bigint, cost = cost + $4::float8, used_at = $5::timestamptz
        WHERE organization_id = $1::uuid AND counter = ANY($2::text[])`,
      values: [organizationId, names, taken.tokens, taken.cost, ctx.now()],
    },
    {
      name: 'budget-holds.release',
      text: `DELETE FROM budget_holds WHERE organization_id = $1::uuid AND counter = ANY($2::text[]) AND turn_id = $3::uuid`,
      values: [organizationId, names, spender.turnId],
    },
  ])
}

/** One after the other, in an order that is everybody's: what is decided next knows what was held before. */
const lock = (organizationId: string, names: string[]): Statement => ({
  name: 'budget-counters.lock',
  text: `SELECT counter FROM budget_counters WHERE organization_id = $1::uuid AND counter = ANY($2::text[]) ORDER BY counter FOR UPDATE`,
  values: [organizationId, names],
})

const turnsOf = {
  conversation: 'FROM turns t WHERE t.organization_id = $1::uuid AND t.conversation_id = $4::uuid',
  customerDay: `FROM conversations c JOIN turns t ON t.organization_id = c.organization_id AND t.conversation_id = c.id
    WHERE c.organization_id = $1::uuid AND c.created_by = $4::text AND c.last_activity_at >= $5::timestamptz AND t.started_at >= $5::timestamptz`,
  month: `FROM turns t WHERE t.organization_id = $1::uuid AND t.started_at >= $4::timestamptz AND t.status <> 'running'`,
}

/** A counter that is missing begins with what was taken already. */
const countAnew = (
  { organizationId }: Ctx,
  { conversationId, customerId }: Spender,
  { scope, counter }: ReturnType<typeof countersOf>[number],
  at: Date,
): Statement => {
  const day = new Date(at)
  day.setUTCHours(0, 0, 0, 0)
  const given = {
    conversation: [conversationId],
    customerDay: [customerId, day],
    month: [new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth()))],
  }
  return {
    name: `budget-counters.count-${scope}`,
    text: `INSERT INTO budget_counters (organization_id, counter, tokens, cost, used_at)
      SELECT $1::uuid, $2::text, COALESCE(sum((t.trace->>'inputTokens')::bigint + (t.trace->>'outputTokens')::bigint), 0),
        COALESCE(sum((t.trace->>'cost')::float8), 0), $3::timestamptz
      ${turnsOf[scope]} AND NOT EXISTS (SELECT FROM budget_counters WHERE organization_id = $1::uuid AND counter = $2::text)
      ON CONFLICT DO NOTHING`,
    values: [organizationId, counter, at, ...given[scope]],
  }
}
