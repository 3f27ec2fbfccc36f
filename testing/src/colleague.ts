import { type ConversationScope, permissions } from '@frontdesk/contract/permissions'
import type { Role } from '@frontdesk/contract/roles'
import { createCtx } from '@frontdesk/modules/context'
import { createApiKey, personActor } from '@frontdesk/modules/identity/index'
import { newId } from '@frontdesk/platform/ids'
import type { Api } from './api.ts'
import { enrol, type World } from './world.ts'

export type Colleague = {
  name: string
  userId: string
  roleId: string
  /** The secret of a key of their own, which sees what they see. */
  key: string
  /** Another one that sees less. */
  keyWithin(conversationScope: ConversationScope): Promise<string>
}

const answering = ['conversations.read', 'conversations.reply', 'tool-calls.decide'] as const

/** Somebody at Northwind who answers customers, within the scope of a role of Northwind's own. */
export const colleague = async (
  api: Api,
  { platform, organizationId, olivia }: World,
  name: string,
  conversationScope: ConversationScope,
): Promise<Colleague> => {
  const role = await api.ask<Role>('POST /roles', {
    key: olivia.key,
    body: { name: `${name}’s`, permissions: [...answering], conversationScope },
  })
  const { userId } = await enrol(platform, organizationId, name, role.id)
  // A key may what its maker may at that moment, whatever they might do when they made it.
  const actor = personActor(userId, { permissions, conversationScope: 'all' })
  const maker = createCtx(platform, { organizationId, actor, requestId: newId() })
  const keyWithin = async (scope: ConversationScope) =>
    (await createApiKey(maker, { name: `${name}’s key`, conversationScope: scope })).secret
  return { name, userId, roleId: role.id, key: await keyWithin('all'), keyWithin }
}
