import { record } from '#audit'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { mustHold, personOf } from '#identity'
import { insertMember, lockTeam } from './store.ts'

// A list of teams names their people.
const mostMembers = 200

/**
 * Puts a person into a team. Whoever does not see every conversation does so only in a team of their own: the others'
 * conversations are not theirs to give. Throws Forbidden, NotFound, and Conflict for a team that is full.
 */
export async function addToTeam(ctx: Ctx, teamId: string, userId: string): Promise<void> {
  ctx.must('people.manage')
  await ctx.transaction(async within => {
    const { members, name } = await lockTeam(within, teamId)
    const isIn = (person: string) => members.some(member => member.userId === person)
    if (!isIn(personOf(within))) mustHold(within, { conversationScope: 'all' })
    if (isIn(userId)) return
    if (members.length >= mostMembers) throw new Conflict(`A team has at most ${mostMembers} people. Make another one.`)
    await insertMember(within, teamId, userId)
    await record(within, 'team.member-added', { target: teamId, details: { name, userId } })
  })
}
