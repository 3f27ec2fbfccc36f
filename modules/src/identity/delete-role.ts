import { record } from '#audit'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { lockPeople } from './people-store.ts'
import { mustHold } from './role.ts'
import { findRole, removeRole } from './role-store.ts'

/** Deletes a role. Throws Conflict while somebody has it or is invited to it. */
export async function deleteRole(ctx: Ctx, id: string): Promise<void> {
  ctx.must('people.manage')
  await ctx.transaction(async within => {
    await lockPeople(within)
    const role = await findRole(within, id)
    mustHold(within, role)
    if (!(await removeRole(within, id)))
      throw new Conflict('Somebody has this role, or is invited to it. Give them another one first.')
    await record(within, 'role.deleted', { target: id, details: { name: role.name } })
  })
}
