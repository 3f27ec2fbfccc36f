import type { ToolCallState } from '@frontdesk/contract/tool-calls'
import type { Row, Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import { type Call, notDoneResult } from './call.ts'

type Lease = { organizationId: string; turnId: string; conversationId: string; leaseToken: number }

const columns = `k.id, k.turn_id, k.conversation_id, k.step, k.position, k.tool_id, k.name, k.arguments, k.effect, k.state, k.result,
  k.is_tainted, k.decided_by, k.decision, k.reason, k.planned_at, k.started_at, k.finished_at`

/** Keeps the calls of one step before any of them is made, as long as the lease is ours. */
export const planCalls = (lease: Lease, calls: readonly Call[]): Statement => ({
  name: 'tool-calls.plan',
  text: `INSERT INTO tool_calls (organization_id, id, turn_id, conversation_id, step, position, tool_id, name, arguments, effect, state, result, planned_at, finished_at)
    SELECT t.organization_id, g.id, t.id, t.conversation_id, g.step, g.position, g.tool_id, g.name, g.arguments, g.effect, g.state, g.result, g.planned_at, g.finished_at
    FROM turns t, json_to_recordset($4::json) AS g(id uuid, step int, position int, tool_id uuid, name text, arguments json, effect text,
      state text, result json, planned_at timestamptz, finished_at timestamptz)
    WHERE t.organization_id = $1::uuid AND t.id = $2::uuid AND t.lease_token = $3::int AND t.status = 'running'
    ON CONFLICT DO NOTHING RETURNING id`,
  values: [
    lease.organizationId,
    lease.turnId,
    lease.leaseToken,
    JSON.stringify(
      calls.map(call => ({
        ...call,
        tool_id: call.toolId,
        planned_at: call.plannedAt,
        finished_at: call.finishedAt,
      })),
    ),
  ],
})

/** Says of which calls we may send the request now: ours by the lease, and not sent before unless `again`. */
export const startCalls = async (ctx: Ctx, lease: Lease, ids: readonly string[]): Promise<Set<string>> => {
  const [started] = await ctx.sql([
    {
      name: 'tool-calls.start',
      text: `UPDATE tool_calls k SET state = 'started', started_at = $5::timestamptz FROM turns t
        WHERE k.organization_id = $1::uuid AND k.turn_id = $2::uuid AND k.id = ANY($4::uuid[])
          AND (k.state = 'planned' OR (k.state = 'started' AND k.effect <> 'once'))
          AND t.organization_id = k.organization_id AND t.id = k.turn_id AND t.lease_token = $3::int AND t.status = 'running'
        RETURNING k.id`,
      values: [lease.organizationId, lease.turnId, lease.leaseToken, ids, ctx.now()],
    },
  ])
  return new Set((started?.rows ?? []).map(row => String(row.id)))
}

type Ended = { id: string; state: 'succeeded' | 'failed' | 'unknown'; result: unknown; isTainted: boolean }

/** What came of calls. It is kept whoever has the turn by now: what happened has happened. */
export const endCalls = async (ctx: Ctx, ended: readonly Ended[]): Promise<void> => {
  await ctx.sql([
    {
      name: 'tool-calls.end',
      text: `UPDATE tool_calls k SET state = g.state, result = g.result, is_tainted = g.tainted, finished_at = $3::timestamptz
        FROM json_to_recordset($2::json) AS g(id uuid, state text, result json, tainted boolean)
        WHERE k.organization_id = $1::uuid AND k.id = g.id AND k.state = 'started'`,
      values: [
        ctx.organizationId,
        JSON.stringify(
          ended.map(({ isTainted, result, ...call }) => ({ ...call, result: result ?? null, tainted: isTainted })),
        ),
        ctx.now(),
      ],
    },
  ])
}

/** What turns of a conversation that are over had planned and not sent is not done. True when there was any. */
export const refusePlanned = async (ctx: Ctx, conversationId: string): Promise<boolean> => {
  const [refused] = await ctx.sql([
    {
      name: 'tool-calls.refuse-planned',
      text: `UPDATE tool_calls k SET state = 'refused', result = $4::json, finished_at = $3::timestamptz
        FROM turns t WHERE k.organization_id = $1::uuid AND k.conversation_id = $2::uuid AND k.state = 'planned'
          AND t.organization_id = k.organization_id AND t.id = k.turn_id AND t.status NOT IN ('running', 'waiting')
        RETURNING k.id`,
      values: [ctx.organizationId, conversationId, ctx.now(), JSON.stringify(notDoneResult)],
    },
  ])
  return refused?.rows[0] !== undefined
}

export const selectCallsOf = (organizationId: string, turnId: string): Statement => ({
  name: 'tool-calls.of-turn',
  text: `SELECT ${columns} FROM tool_calls k WHERE k.organization_id = $1::uuid AND k.turn_id = $2::uuid ORDER BY k.step, k.position`,
  values: [organizationId, turnId],
})

export const selectCallsBefore = (organizationId: string, conversationId: string, turnId: string): Statement => ({
  name: 'tool-calls.of-conversation',
  text: `SELECT ${columns} FROM tool_calls k WHERE k.organization_id = $1::uuid AND k.conversation_id = $2::uuid AND k.turn_id <> $3::uuid
    ORDER BY k.turn_id, k.step, k.position`,
  values: [organizationId, conversationId, turnId],
})

/** On the conversation `c` of a call, with values from the place that `at` names. */
export type Sight = (at: number) => { and: string; values: readonly unknown[]; name: string }

const seen = ({ and }: ReturnType<Sight>) =>
  and &&
  ` AND EXISTS (SELECT FROM conversations c WHERE c.organization_id = k.organization_id AND c.id = k.conversation_id${and})`

type Filter = { state?: ToolCallState | undefined; conversationId?: string | undefined }

export const selectCalls = async (ctx: Ctx, sight: Sight, { limit, after }: Page<[string]>, filter: Filter) => {
  const scope = sight(6)
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM tool_calls k WHERE k.organization_id = $1::uuid AND ($2::uuid IS NULL OR k.id < $2::uuid)
        AND ($3::text IS NULL OR k.state = $3) AND ($4::uuid IS NULL OR k.conversation_id = $4::uuid)${seen(scope)} ORDER BY k.id DESC LIMIT $5::int`,
      values: [
        ctx.organizationId,
        after?.[0] ?? null,
        filter.state ?? null,
        filter.conversationId ?? null,
        limit + 1,
        ...scope.values,
      ],
    },
  ])
  return pageOf((found?.rows ?? []).map(callOf), limit, call => [call.id])
}

/** Decides on a waiting call; undefined when it does not wait (any more). Throws NotFound. */
export const decideCall = async (
  ctx: Ctx,
  sight: Sight,
  id: string,
  { decision, reason }: { decision: 'approved' | 'rejected'; reason: string | null },
): Promise<Call | undefined> => {
  const scope = sight(7)
  const seenAt3 = sight(3)
  const [decided, found] = await ctx.sql([
    {
      text: `UPDATE tool_calls k SET state = CASE WHEN $3::text = 'approved' THEN 'planned' ELSE 'refused' END, decision = $3::text, decided_by = $4::text,
          reason = $5::text, finished_at = CASE WHEN $3::text = 'approved' THEN NULL ELSE $6::timestamptz END
        WHERE k.organization_id = $1::uuid AND k.id = $2::uuid AND k.state = 'waiting'${seen(scope)} RETURNING ${columns}`,
      values: [ctx.organizationId, id, decision, ctx.actor.id, reason, ctx.now(), ...scope.values],
    },
    {
      text: `SELECT k.id FROM tool_calls k WHERE k.organization_id = $1::uuid AND k.id = $2::uuid${seen(seenAt3)}`,
      values: [ctx.organizationId, id, ...seenAt3.values],
    },
  ])
  if (!found?.rows[0]) throw new NotFound('tool call')
  return decided?.rows[0] && callOf(decided.rows[0])
}

export const callOf = (row: Row): Call => ({
  id: String(row.id),
  turnId: String(row.turn_id),
  conversationId: String(row.conversation_id),
  step: Number(row.step),
  position: Number(row.position),
  toolId: row.tool_id === null ? null : String(row.tool_id),
  name: String(row.name),
  arguments: row.arguments as Call['arguments'],
  effect: row.effect as Call['effect'],
  state: row.state as Call['state'],
  result: row.result,
  isTainted: row.is_tainted === true,
  decidedBy: row.decided_by as string | null,
  decision: row.decision as Call['decision'],
  reason: row.reason as string | null,
  plannedAt: row.planned_at as Date,
  startedAt: row.started_at as Date | null,
  finishedAt: row.finished_at as Date | null,
})
