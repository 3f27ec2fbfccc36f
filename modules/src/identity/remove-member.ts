import { record } from '#audit'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { forgetIdentities } from './identities.ts'
import { mustKeepAnOwner } from './owners.ts'
import { deleteMember, findMember, lockPeople } from './people-store.ts'
import { mustHold } from './role.ts'

/** Takes a person out: their sessions here and the keys they made end within a second. */
export async function removeMember(ctx: Ctx, userId: string): Promise<void> {
  ctx.must('people.manage')
  await takeOut(ctx, userId)
}

/** Whoever asks leaves the organization. */
export async function leaveOrganization(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === 'api-key') throw new Conflict('An API key cannot leave. Revoke it instead.')
  await takeOut(ctx, ctx.actor.id)
}

const takeOut = async (ctx: Ctx, userId: string) => {
  await ctx.transaction(async within => {
    await lockPeople(within)
    const { member, role } = await findMember(within, userId)
    if (userId !== within.actor.id) mustHold(within, role ?? {})
    await mustKeepAnOwner(within, member)
    await deleteMember(within, userId)
    await record(within, 'member.removed', { target: userId, details: { role: member.role.id } })
  })
  await forgetIdentities(ctx.platform)
}
