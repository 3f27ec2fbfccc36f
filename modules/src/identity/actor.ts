import type { Permission } from '@frontdesk/contract/permissions'
import type { Actor } from '#context'

const keyPrefix = 'key:'

export const personActor = (userId: string, permissions: readonly Permission[]): Actor => ({
  kind: 'person',
  id: userId,
  permissions: new Set(permissions),
})

export const keyActor = (keyId: string, permissions: readonly Permission[]): Actor => ({
  kind: 'api-key',
  id: keyPrefix + keyId,
  permissions: new Set(permissions),
})

/** Undefined when the actor is no API key. */
export const keyIdOf = (actor: Actor): string | undefined =>
  actor.kind === 'api-key' ? actor.id.slice(keyPrefix.length) : undefined
