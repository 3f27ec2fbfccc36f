import type { Agent, LiveVersion } from '@frontdesk/contract/agents'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { findAgent } from './store.ts'

/**
 * SQL: the number of the version that the agent `a` answers this customer with, null while only the draft does. The same
 * customer always falls into the same of 100 parts, for each agent another.
 */
export const versionForCustomer = (
  customer: string,
): string => `CASE WHEN cardinality(a.live_numbers) < 2 THEN a.live_numbers[1]
    ELSE a.live_numbers[width_bucket(
      (('x' || left(encode(sha256(convert_to(a.id || ':' || ${customer}, 'UTF8')), 'hex'), 8))::bit(32)::bigint % 100)::integer, a.live_from)] END`

/** The agent, which nobody else changes until the open transaction ends. */
export const lockAgent = async (ctx: Ctx, id: string): Promise<Agent> => {
  const [locked] = await ctx.sql([
    {
      text: `SELECT id FROM agents WHERE organization_id = $1::uuid AND id = $2::uuid AND deleted_at IS NULL FOR UPDATE`,
      values: [ctx.organizationId, id],
    },
  ])
  if (!locked?.rows[0]) throw new NotFound('agent')
  return findAgent(ctx, id)
}

/** From the next conversation on these versions answer. The shares add up to 100. */
export const pointLive = async (ctx: Ctx, id: string, versions: readonly LiveVersion[]): Promise<Agent> => {
  const inOrder = versions.toSorted((one, other) => one.number - other.number)
  const bounds = inOrder.map((_, index) => inOrder.slice(0, index).reduce((sum, { share }) => sum + share, 0))
  await ctx.sql([
    {
      text: `UPDATE agents SET live_numbers = $3::integer[], live_from = $4::integer[] WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, id, inOrder.map(({ number }) => number), bounds],
    },
  ])
  return findAgent(ctx, id)
}
