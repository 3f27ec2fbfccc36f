import type { Member } from '@frontdesk/contract/people'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { countOwners } from './people-store.ts'

/** An organization without an owner could not be helped from within. Throws Conflict for the last one. */
export const mustKeepAnOwner = async (ctx: Ctx, { role }: Member): Promise<void> => {
  if (role.id !== 'owner' || (await countOwners(ctx)) > 1) return
  throw new Conflict('This is the last owner. Make somebody else an owner first.')
}
