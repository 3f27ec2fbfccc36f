import type { Row, Statement, StatementResult } from '@frontdesk/platform/database/transaction'
import type { ModelToolCall } from '@frontdesk/platform/models/port'
import type { Ctx } from '#context'
import { callOf, planCalls, selectCallsBefore, selectCallsOf } from '#tools'
import type { Step } from './step.ts'
import type { Lease } from './turn.ts'

/** Keeps what the model said and which calls are to be made, before any of them is. False when the lease is not ours. */
export const keepStep = async (ctx: Ctx, lease: Lease, step: Step): Promise<boolean> => {
  const [kept] = await ctx.sql([
    {
      name: 'turn-steps.keep',
      text: `INSERT INTO turn_steps (organization_id, turn_id, step, model, text, calls, input_tokens, output_tokens, reasoning_tokens, duration_ms, at)
        SELECT organization_id, id, $4::int, $5, $6, $7::json, $8::int, $9::int, $10::int, $11::float8, $12::timestamptz FROM turns
        WHERE organization_id = $1::uuid AND id = $2::uuid AND lease_token = $3::int AND status = 'running' RETURNING step`,
      values: [
        lease.organizationId,
        lease.turnId,
        lease.leaseToken,
        step.number,
        step.model,
        step.text,
        JSON.stringify(step.written),
        step.inputTokens,
        step.outputTokens,
        step.reasoningTokens ?? 0,
        step.durationMs,
        step.at,
      ],
    },
    planCalls(lease, step.calls),
  ])
  return kept?.rows[0] !== undefined
}

const stepColumns =
  's.turn_id, s.step, s.model, s.text, s.calls, s.input_tokens, s.output_tokens, s.reasoning_tokens, s.duration_ms, s.at'

const stepsOf = (organizationId: string, turnId: string): Statement => ({
  name: 'turn-steps.of-turn',
  text: `SELECT ${stepColumns} FROM turn_steps s WHERE s.organization_id = $1::uuid AND s.turn_id = $2::uuid ORDER BY s.step`,
  values: [organizationId, turnId],
})

/** What this turn has done already, which after a crash is not done again. */
export const selectSteps = async (ctx: Ctx, turnId: string): Promise<Step[]> => {
  const [steps, calls] = await ctx.sql([stepsOf(ctx.organizationId, turnId), selectCallsOf(ctx.organizationId, turnId)])
  return joined(steps, calls)
}

/** The steps of a conversation's earlier turns, by the sequence number of the question they belong to. */
export const selectEarlierSteps = async (ctx: Ctx, lease: Lease): Promise<Map<number, Step[]>> => {
  const { organizationId, conversationId, turnId } = lease
  const [turns, steps, calls] = await ctx.sql([
    {
      name: 'turns.with-steps',
      text: `SELECT t.id, t.question_seq FROM turns t WHERE t.organization_id = $1::uuid AND t.conversation_id = $2::uuid AND t.id <> $3::uuid
        AND EXISTS (SELECT FROM turn_steps s WHERE s.organization_id = t.organization_id AND s.turn_id = t.id)`,
      values: [organizationId, conversationId, turnId],
    },
    {
      name: 'turn-steps.of-conversation',
      text: `SELECT ${stepColumns} FROM turn_steps s JOIN turns t ON t.organization_id = s.organization_id AND t.id = s.turn_id
        WHERE s.organization_id = $1::uuid AND t.conversation_id = $2::uuid AND t.id <> $3::uuid ORDER BY s.turn_id, s.step`,
      values: [organizationId, conversationId, turnId],
    },
    selectCallsBefore(organizationId, conversationId, turnId),
  ])
  const seqOf = new Map((turns?.rows ?? []).map(row => [String(row.id), Number(row.question_seq)]))
  const found = new Map<number, Step[]>()
  for (const [id, seq] of seqOf) found.set(seq, joined(ofTurn(steps, id), ofTurn(calls, id)))
  return found
}

const ofTurn = (result: StatementResult | undefined, turnId: string) => ({
  rows: (result?.rows ?? []).filter(row => row.turn_id === turnId),
})

const joined = (steps: { rows: Row[] } | undefined, calls: { rows: Row[] } | undefined): Step[] => {
  const all = (calls?.rows ?? []).map(callOf)
  return (steps?.rows ?? []).map(row => ({
    number: Number(row.step),
    model: String(row.model),
    text: String(row.text),
    written: row.calls as ModelToolCall[],
    calls: all.filter(call => call.step === Number(row.step)),
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    reasoningTokens: Number(row.reasoning_tokens),
    durationMs: Number(row.duration_ms),
    at: row.at as Date,
  }))
}
