import type { Me } from '@frontdesk/contract/accounts'
import { permissions } from '@frontdesk/contract/permissions'
import type { Ctx } from '#context'
import { makerOf } from './maker.ts'
import { findMe } from './people-store.ts'

/** Who is asking. A key stands for its maker, with the permissions of the key. */
export async function readSession(ctx: Ctx): Promise<Me> {
  const me = await findMe(ctx, await makerOf(ctx))
  return { ...me, permissions: permissions.filter(permission => ctx.actor.permissions.has(permission)) }
}
