import type { Me } from '@frontdesk/contract/accounts'
import { permissions } from '@frontdesk/contract/permissions'
import type { Ctx } from '#context'
import { findMe } from './people-store.ts'
import { personOf } from './person.ts'

/** Who is asking. A key stands for its maker, with the permissions of the key. */
export async function readSession(ctx: Ctx): Promise<Me> {
  const me = await findMe(ctx, personOf(ctx))
  const { permissions: held, scopes } = ctx.actor
  return {
    ...me,
    permissions: permissions.filter(permission => held.has(permission)),
    conversationScopes: [...scopes],
  }
}
