import type { Member } from '@frontdesk/contract/people'
import { record } from '#audit'
import type { Ctx } from '#context'
import { forgetIdentities } from './identities.ts'
import { mustKeepAnOwner } from './owners.ts'
import { findMember, lockPeople, setRole } from './people-store.ts'
import { mustHold } from './role.ts'
import { findRole } from './role-store.ts'

/** Gives a person another role, from their next request on. Throws Forbidden where either role may more than the actor. */
export async function changeMember(ctx: Ctx, userId: string, { roleId }: { roleId: string }): Promise<Member> {
  ctx.must('people.manage')
  const changed = await ctx.transaction(async within => {
    await lockPeople(within)
    const { member, role } = await findMember(within, userId)
    const next = await findRole(within, roleId)
    mustHold(within, role ?? {})
    mustHold(within, next)
    if (member.role.id === next.id) return member
    await mustKeepAnOwner(within, member)
    await setRole(within, userId, next.id)
    await record(within, 'member.role-changed', { target: userId, details: { from: member.role.id, to: next.id } })
    return { ...member, role: { id: next.id, name: next.name } }
  })
  await forgetIdentities(ctx.platform)
  return changed
}
