import type { Team } from '@frontdesk/contract/teams'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { insertTeam } from './store.ts'

/** Makes a team with nobody in it. Throws Conflict for a taken name. */
export async function createTeam(ctx: Ctx, name: string): Promise<Team> {
  ctx.must('people.manage')
  return audited(
    ctx,
    'team.created',
    within => insertTeam(within, name),
    ({ id }) => ({ target: id, details: { name } }),
  )
}
