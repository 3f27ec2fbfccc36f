import { isBuiltIn } from '@frontdesk/contract/permissions'
import type { NewRole, Role } from '@frontdesk/contract/roles'
import { record } from '#audit'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { forgetIdentities } from './identities.ts'
import { lockPeople } from './people-store.ts'
import { mustHold } from './role.ts'
import { findRole, changeRole as writeRole } from './role-store.ts'

type Change = { [Name in keyof NewRole]?: NewRole[Name] | undefined }

/** Changes what a role is called or may do. Throws Forbidden where it may, or would, more than the actor. */
export async function changeRole(ctx: Ctx, id: string, change: Change): Promise<Role> {
  ctx.must('people.manage')
  if (isBuiltIn(id)) throw new NotFound('role')
  const changed = await ctx.transaction(async within => {
    await lockPeople(within)
    const before = await findRole(within, id)
    const after = {
      name: change.name ?? before.name,
      permissions: change.permissions ?? [...before.permissions],
      conversationScope: change.conversationScope ?? before.conversationScope,
    }
    mustHold(within, before)
    mustHold(within, after)
    const role = await writeRole(within, id, after)
    await record(within, 'role.updated', { target: id, details: after })
    return role
  })
  await forgetIdentities(ctx.platform)
  return changed
}
