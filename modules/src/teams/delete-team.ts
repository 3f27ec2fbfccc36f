import { record } from '#audit'
import type { Ctx } from '#context'
import { lockTeam, removeTeam } from './store.ts'

/** Deletes a team; its conversations belong to no team then, and whoever is assigned to one stays so. */
export async function deleteTeam(ctx: Ctx, id: string): Promise<void> {
  ctx.must('people.manage')
  await ctx.transaction(async within => {
    const { name } = await lockTeam(within, id)
    await removeTeam(within, id)
    await record(within, 'team.deleted', { target: id, details: { name } })
  })
}
