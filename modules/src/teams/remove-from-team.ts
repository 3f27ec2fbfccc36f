import { record } from '#audit'
import type { Ctx } from '#context'
import { deleteMember, lockTeam } from './store.ts'

/** Takes a person out of a team; they see its conversations no more, unless for another reason. Throws NotFound. */
export async function removeFromTeam(ctx: Ctx, teamId: string, userId: string): Promise<void> {
  ctx.must('people.manage')
  await ctx.transaction(async within => {
    const { name } = await lockTeam(within, teamId)
    await deleteMember(within, teamId, userId)
    await record(within, 'team.member-removed', { target: teamId, details: { name, userId } })
  })
}
