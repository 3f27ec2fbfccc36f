import type { ApiKey } from '@frontdesk/contract/accounts'
import type { Permission } from '@frontdesk/contract/permissions'
import { record } from '#audit'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { hashSecret, makeSecret } from './api-key.ts'
import { insertApiKey } from './api-key-store.ts'
import { makerOf } from './maker.ts'
import { mustHold } from './role.ts'

type NewApiKey = {
  name: string
  permissions?: readonly Permission[] | undefined
  expiresAt?: string | undefined
  addresses?: string[] | undefined
  origins?: string[] | undefined
}

/** Makes a key that may at most what its maker may; the secret is in this reply and nowhere else. Throws Forbidden for more. */
export async function createApiKey(ctx: Ctx, key: NewApiKey): Promise<ApiKey & { secret: string }> {
  ctx.must('api-keys.manage')
  const permissions = [...new Set(key.permissions ?? ctx.actor.permissions)]
  mustHold(ctx, permissions)
  const expiresAt = key.expiresAt === undefined ? null : new Date(key.expiresAt)
  if (expiresAt && expiresAt <= ctx.now())
    throw new Invalid('A key that has already expired opens nothing.', [
      { pointer: '/expiresAt', message: 'Choose a moment in the future.' },
    ])
  const { secret, id, hint } = makeSecret()
  const hash = hashSecret(secret, ctx.platform.config)
  return ctx.transaction(async within => {
    const { name, addresses = [], origins = [] } = key
    const fresh = { id, name, ...hash, hint, permissions, expiresAt, addresses, origins }
    const made = await insertApiKey(within, await makerOf(within), fresh)
    await record(within, 'api-key.created', {
      target: id,
      details: { name, permissions, expiresAt, addresses, origins },
    })
    return { ...made, secret }
  })
}
