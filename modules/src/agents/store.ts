import type { Agent, AgentChange, NewAgent } from '@frontdesk/contract/agents'
import type { Agent as Row } from '@frontdesk/platform/database/generated/client'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'

/** The organization is named although the database's own wall stands before its rows too: two walls, not one. */
const living = ({ organizationId }: Ctx, id: string) => ({ organizationId, id, deletedAt: null })

export const insertAgent = async (ctx: Ctx, agent: NewAgent): Promise<Agent> => {
  const now = ctx.now()
  const row = await ctx.query(tx =>
    tx.agent.create({
      data: { ...agent, organizationId: ctx.organizationId, id: newId(), createdAt: now, updatedAt: now },
    }),
  )
  return agentOf(row)
}

export const selectAgents = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const rows = await ctx.query(tx =>
    tx.agent.findMany({
      where: { organizationId: ctx.organizationId, deletedAt: null, ...(after ? { id: { gt: after[0] } } : {}) },
      orderBy: { id: 'asc' },
      take: limit + 1,
    }),
  )
  return pageOf(rows.map(agentOf), limit, agent => [agent.id])
}

/** Read with every request that names an agent, so it goes by one hand-written statement. */
export const findAgent = async (ctx: Ctx, id: string): Promise<Agent> => {
  const [result] = await ctx.sql([
    {
      name: 'agents.find',
      text: `SELECT id, name, instructions, personality, model, model_connection_id AS "modelConnectionId", fallback_model AS "fallbackModel",
          fallback_model_connection_id AS "fallbackModelConnectionId", max_steps AS "maxSteps", burst_ms AS "burstMs",
          reasoning_effort AS "reasoningEffort", temperature, greeting, knowledge_only AS "knowledgeOnly",
          hand_over AS "handOver", built_in_tools AS "builtInTools", guardrails, version,
          live_numbers AS "liveNumbers", live_from AS "liveFrom",
          created_at AS "createdAt", updated_at AS "updatedAt"
        FROM agents WHERE organization_id = $1::uuid AND id = $2::uuid AND deleted_at IS NULL`,
      values: [ctx.organizationId, id],
    },
  ])
  const row = result?.rows[0]
  if (!row) throw new NotFound('agent')
  return agentOf(row as Parameters<typeof agentOf>[0])
}

/**
 * Changes the draft. Its version grows in the database, so two changes at once both count; whoever expects a version that
 * is another one by now gets a Conflict.
 */
export const changeAgent = async (
  ctx: Ctx,
  id: string,
  { expectedVersion, ...change }: AgentChange,
): Promise<Agent> => {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const rows = await ctx.query(tx =>
    tx.agent.updateManyAndReturn({
      where: { ...living(ctx, id), ...(expectedVersion === undefined ? {} : { version: expectedVersion }) },
      data: { ...given, version: { increment: 1 }, updatedAt: ctx.now() },
    }),
  )
  if (rows[0]) return agentOf(rows[0])
  mustBeVersion(await findAgent(ctx, id), expectedVersion)
  throw new NotFound('agent')
}

export const mustBeVersion = ({ version }: Agent, expected: number | undefined): void => {
  if (expected === undefined || expected === version) return
  throw new Conflict(`The draft has changed: it is at version ${version} by now, not ${expected}. Read it again first.`)
}

export const markDeleted = async (ctx: Ctx, id: string): Promise<void> => {
  const { count } = await ctx.query(tx =>
    tx.agent.updateMany({ where: living(ctx, id), data: { deletedAt: ctx.now() } }),
  )
  if (count === 0) throw new NotFound('agent')
}

/** Each version answers the customers from its part on up to that of the next. */
const liveOf = ({ liveNumbers, liveFrom }: Pick<Row, 'liveNumbers' | 'liveFrom'>) =>
  liveNumbers.map((number, index) => ({ number, share: (liveFrom[index + 1] ?? 100) - (liveFrom[index] ?? 0) }))

const agentOf = (row: Row): Agent => ({
  id: row.id,
  name: row.name,
  instructions: row.instructions,
  personality: row.personality,
  model: row.model,
  modelConnectionId: row.modelConnectionId,
  fallbackModel: row.fallbackModel,
  fallbackModelConnectionId: row.fallbackModelConnectionId,
  temperature: row.temperature,
  greeting: row.greeting,
  knowledgeOnly: row.knowledgeOnly,
  handOver: row.handOver as Agent['handOver'],
  builtInTools: row.builtInTools as Agent['builtInTools'],
  maxSteps: row.maxSteps,
  burstMs: row.burstMs,
  reasoningEffort: row.reasoningEffort as Agent['reasoningEffort'],
  guardrails: row.guardrails as Agent['guardrails'],
  version: row.version,
  live: liveOf(row),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})
