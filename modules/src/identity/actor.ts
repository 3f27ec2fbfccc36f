import type { ConversationScope } from '@frontdesk/contract/permissions'
import type { Actor } from '#context'
import { within } from './api-key.ts'
import type { Grant } from './role.ts'

export const personActor = (userId: string, { permissions, conversationScope }: Grant): Actor => ({
  kind: 'person',
  id: userId,
  permissions: new Set(permissions),
  person: userId,
  scopes: [conversationScope],
})

/** A key may do what it was made for, as far as its maker may at that moment. */
export const keyActor = ({ id, maker, granted, role }: Key): Actor => ({
  kind: 'api-key',
  id: `key:${id}`,
  permissions: new Set(within(granted.permissions, role.permissions)),
  person: maker,
  scopes: [role.conversationScope, granted.conversationScope],
})

type Key = {
  id: string
  maker: string
  granted: { permissions: readonly string[]; conversationScope: ConversationScope }
  role: Grant
}
