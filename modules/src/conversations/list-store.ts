import { mostCounted, type View } from '@frontdesk/contract/conversations'
import type { Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { type Page, pageOf } from '../paging.ts'
import {
  anything,
  type Condition,
  inView,
  type Known,
  nothingKnown,
  readKnown,
  seesAll,
  withinScope,
} from './scope-store.ts'
import { conversationColumns, conversationOf } from './store.ts'

export type Filter = {
  agentId?: string | undefined
  view: View
  status?: string | undefined
  handler?: string | undefined
}
export type ListPage = Page<[string, string]>
/** One more condition on the conversation `c`, whose values begin at `$at`. */
export type Narrower = (at: number) => Condition

export const selectConversations = async (
  ctx: Ctx,
  page: ListPage,
  filter: Filter,
  narrower: Narrower = () => anything,
) => {
  const { where, values } = await whereOf(ctx, page, filter, narrower)
  const [result] = await ctx.sql([
    {
      text: `SELECT ${conversationColumns} WHERE ${where}
        ORDER BY c.last_activity_at DESC, c.id DESC LIMIT $7::int`,
      values,
    },
  ])
  return pageOf((result?.rows ?? []).map(conversationOf), page.limit, keyOf)
}

export const keyOf = (item: { lastActivityAt: string; id: string }) => [item.lastActivityAt, item.id]

/** Where a list is after so many conversations; undefined when it has no more than that. */
export const findEndOf = async (ctx: Ctx, page: ListPage, filter: Filter, count: number) => {
  const { where, values } = await whereOf(ctx, { ...page, limit: 0 }, filter, () => anything)
  const [result] = await ctx.sql([
    {
      text: `SELECT c.last_activity_at, c.id FROM conversations c WHERE ${where}
        ORDER BY c.last_activity_at DESC, c.id DESC LIMIT $7::int OFFSET ${count}`,
      values,
    },
  ])
  const row = result?.rows[0]
  return row && { lastActivityAt: (row.last_activity_at as Date).toISOString(), id: String(row.id) }
}

const whereOf = async (
  ctx: Ctx,
  { limit, after }: ListPage,
  { agentId, view, status, handler }: Filter,
  narrower: Narrower,
) => {
  const known = seesAll(ctx.actor) && view !== 'team' ? nothingKnown : await readKnown(ctx)
  const scope = withinScope(ctx.actor, 8, known)
  const viewed = inView(ctx.actor, view, 8 + scope.values.length, known)
  const narrowed = narrower(8 + scope.values.length + viewed.values.length)
  return {
    where: `c.organization_id = $1::uuid
        AND ($2::timestamptz IS NULL OR (c.last_activity_at, c.id) < ($2::timestamptz, $3::uuid))
        AND ($4::uuid IS NULL OR c.agent_id = $4::uuid)
        AND ($5::text IS NULL OR c.status = $5::text)
        AND ($6::text IS NULL OR c.handler = $6::text)${scope.and}${viewed.and}${narrowed.and}`,
    values: [
      ctx.organizationId,
      after?.[0] ?? null,
      after?.[1] ?? null,
      agentId ?? null,
      status ?? null,
      handler ?? null,
      limit + 1,
      ...scope.values,
      ...viewed.values,
      ...narrowed.values,
    ],
  }
}

const views = ['mine', 'unassigned', 'team', 'all'] as const satisfies View[]

/** How many there are in each view, each of them counted no further than anybody reads. */
export const countConversations = async (ctx: Ctx, status: string | undefined): Promise<Record<View, number>> => {
  const known = await readKnown(ctx)
  const results = await ctx.sql(views.map(view => count(ctx, view, status, known)))
  const [mine = 0, unassigned = 0, team = 0, all = 0] = results.map(({ rows: [row] }) => Number(row?.count))
  return { mine, unassigned, team, all }
}

const count = ({ organizationId, actor }: Ctx, view: View, status: string | undefined, known: Known): Statement => {
  const scope = withinScope(actor, 4, known)
  const viewed = inView(actor, view, 4 + scope.values.length, known)
  return {
    text: `SELECT count(*)::int AS count FROM (SELECT FROM conversations c WHERE c.organization_id = $1::uuid
      AND ($2::text IS NULL OR c.status = $2::text)${scope.and}${viewed.and} LIMIT $3::int) AS counted`,
    values: [organizationId, status ?? null, mostCounted, ...scope.values, ...viewed.values],
  }
}
