import type { NewRole, Role } from '@frontdesk/contract/roles'
import { record } from '#audit'
import type { Ctx } from '#context'
import { mustHold } from './role.ts'
import { insertRole } from './role-store.ts'

/** Makes a role of the organization's own. Throws Forbidden when it may more than the actor, Conflict for a taken name. */
export async function createRole(ctx: Ctx, given: NewRole): Promise<Role> {
  ctx.must('people.manage')
  const role = { ...given, conversationScope: given.conversationScope ?? 'all' }
  mustHold(ctx, role)
  return ctx.transaction(async within => {
    const made = await insertRole(within, role)
    await record(within, 'role.created', { target: made.id, details: role })
    return made
  })
}
