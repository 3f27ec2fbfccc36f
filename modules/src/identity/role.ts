import {
  type ConversationScope,
  conversationScopes,
  isBuiltIn,
  type Permission,
  permissions,
  roles,
  scopeOfBuiltIn,
} from '@frontdesk/contract/permissions'
import type { Actor, Ctx } from '#context'
import { DomainError, Forbidden } from '#errors'

/** What a role, or a key, lets somebody do and see. */
export type Grant = { permissions: readonly Permission[]; conversationScope: ConversationScope }

/** A role as somebody has it: what it may do is read anew with every request. */
export type HeldRole = Grant & { id: string; name: string }

type Custom = { name: string; permissions: readonly string[]; conversationScope: unknown }

/** The one that `members.role` names; undefined for one that is gone, or that this release does not know. */
export const heldRole = (id: string, custom: Custom | undefined): HeldRole | undefined => {
  if (isBuiltIn(id)) {
    const name = id.charAt(0).toUpperCase() + id.slice(1)
    return { id, name, permissions: roles[id], conversationScope: scopeOfBuiltIn[id] }
  }
  if (!custom) return undefined
  const { name, permissions: given, conversationScope } = custom
  return { id, name, permissions: knownAmong(given), conversationScope: knownScope(conversationScope) }
}

/** In the order of the list; what this release does not know gives nothing. */
export const knownAmong = (given: readonly string[]): Permission[] =>
  permissions.filter(permission => given.includes(permission))

/** What this release does not know shows as little as there is. */
export const knownScope = (given: unknown): ConversationScope =>
  typeof given === 'string' && Object.hasOwn(conversationScopes, given) ? (given as ConversationScope) : 'participating'

/** Nobody gives, takes or changes what they do not hold themselves. Throws Forbidden. */
export const mustHold = ({ actor }: Pick<Ctx, 'actor'>, wanted: Partial<Grant>): void => {
  const tooMuch = wanted.permissions?.find(permission => !actor.permissions.has(permission))
  if (tooMuch) throw new Forbidden(tooMuch)
  if (wanted.conversationScope !== undefined && !holdsScope(actor, wanted.conversationScope))
    throw new DomainError(
      'forbidden',
      'You do not see all of these conversations yourself, so you can neither give nor take that. Ask somebody who does.',
    )
}

// Of two scopes neither is within the other, unless one of them is all.
const holdsScope = ({ scopes }: Actor, wanted: ConversationScope) =>
  scopes.every(scope => scope === 'all' || scope === wanted)
