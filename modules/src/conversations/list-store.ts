import { mostCounted, type View } from '@frontdesk/contract/conversations'
import type { Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { type Page, pageOf } from '../paging.ts'
import { inView, type Known, nothingKnown, readKnown, seesAll, withinScope } from './scope-store.ts'
import { conversationColumns, conversationOf } from './store.ts'

type Filter = { agentId?: string | undefined; view: View; status?: string | undefined; handler?: string | undefined }

export const selectConversations = async (
  ctx: Ctx,
  { limit, after }: Page<[string, string]>,
  { agentId, view, status, handler }: Filter,
) => {
  const known = seesAll(ctx.actor) && view !== 'team' ? nothingKnown : await readKnown(ctx)
  const scope = withinScope(ctx.actor, 8, known)
  const viewed = inView(ctx.actor, view, 8 + scope.values.length, known)
  const [result] = await ctx.sql([
    {
      text: `SELECT ${conversationColumns} WHERE c.organization_id = $1::uuid
        AND ($2::timestamptz IS NULL OR (c.last_activity_at, c.id) < ($2::timestamptz, $3::uuid))
        AND ($4::uuid IS NULL OR c.agent_id = $4::uuid)
        AND ($5::text IS NULL OR c.status = $5::text)
        AND ($7::text IS NULL OR c.handler = $7::text)${scope.and}${viewed.and}
        ORDER BY c.last_activity_at DESC, c.id DESC LIMIT $6::int`,
      values: [
        ctx.organizationId,
        after?.[0] ?? null,
        after?.[1] ?? null,
        agentId ?? null,
        status ?? null,
        limit + 1,
        handler ?? null,
        ...scope.values,
        ...viewed.values,
      ],
    },
  ])
  return pageOf((result?.rows ?? []).map(conversationOf), limit, item => [item.lastActivityAt, item.id])
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
