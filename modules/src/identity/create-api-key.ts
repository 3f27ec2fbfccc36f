import type { ApiKey } from '@frontdesk/contract/accounts'
import type { ConversationScope, Permission } from '@frontdesk/contract/permissions'
import { record } from '#audit'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { hashSecret, makeSecret } from './api-key.ts'
import { insertApiKey } from './api-key-store.ts'
import { personOf } from './person.ts'
import { mustHold } from './role.ts'

type NewApiKey = {
  name: string
  permissions?: readonly Permission[] | undefined
  conversationScope?: ConversationScope | undefined
  expiresAt?: string | undefined
  addresses?: string[] | undefined
  origins?: string[] | undefined
}

/** Makes a key that may at most what its maker may; the secret is in this reply and nowhere else. Throws Forbidden for more. */
export async function createApiKey(ctx: Ctx, key: NewApiKey): Promise<ApiKey & { secret: string }> {
  ctx.must('api-keys.manage')
  const permissions = [...new Set(key.permissions ?? ctx.actor.permissions)]
  // The scope of the maker counts at each use of the key; that of a key which makes another is passed on.
  const [, inherited = 'all'] = ctx.actor.scopes
  const conversationScope = key.conversationScope ?? inherited
  mustHold({ actor: { ...ctx.actor, scopes: [inherited] } }, { permissions, conversationScope })
  const expiresAt = key.expiresAt === undefined ? null : new Date(key.expiresAt)
  if (expiresAt && expiresAt <= ctx.now())
    throw new Invalid('A key that has already expired opens nothing.', [
      { pointer: '/expiresAt', message: 'Choose a moment in the future.' },
    ])
  const { secret, id, hint } = makeSecret()
  const hash = hashSecret(secret, ctx.platform.config)
  return ctx.transaction(async within => {
    const { name, addresses = [], origins = [] } = key
    const fresh = { id, name, ...hash, hint, permissions, conversationScope, expiresAt, addresses, origins }
    const made = await insertApiKey(within, personOf(within), fresh)
    await record(within, 'api-key.created', {
      target: id,
      details: { name, permissions, conversationScope, expiresAt, addresses, origins },
    })
    return { ...made, secret }
  })
}
