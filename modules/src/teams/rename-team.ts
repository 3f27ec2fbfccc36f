import type { Team } from '@frontdesk/contract/teams'
import { record } from '#audit'
import type { Ctx } from '#context'
import { lockTeam, renameTeam as writeName } from './store.ts'

/** Throws NotFound, and Conflict for a taken name. */
export async function renameTeam(ctx: Ctx, id: string, name: string): Promise<Team> {
  ctx.must('people.manage')
  return ctx.transaction(async within => {
    await lockTeam(within, id)
    const team = await writeName(within, id, name)
    await record(within, 'team.updated', { target: id, details: { name } })
    return team
  })
}
