import { isBuiltIn, type Permission, permissions, roles } from '@frontdesk/contract/permissions'
import type { Ctx } from '#context'
import { Forbidden } from '#errors'

/** A role as somebody has it: what it may do is read anew with every request. */
export type HeldRole = { id: string; name: string; permissions: readonly Permission[] }

/** The one that `members.role` names; undefined for one that is gone, or that this release does not know. */
export const heldRole = (
  id: string,
  custom: { name: string; permissions: readonly string[] } | undefined,
): HeldRole | undefined => {
  if (isBuiltIn(id)) return { id, name: id.charAt(0).toUpperCase() + id.slice(1), permissions: roles[id] }
  return custom && { id, name: custom.name, permissions: knownAmong(custom.permissions) }
}

/** In the order of the list; what this release does not know gives nothing. */
export const knownAmong = (given: readonly string[]): Permission[] =>
  permissions.filter(permission => given.includes(permission))

/** Nobody gives, takes or changes what they do not hold themselves. Throws Forbidden. */
export const mustHold = ({ actor }: Pick<Ctx, 'actor'>, wanted: readonly Permission[]): void => {
  const tooMuch = wanted.find(permission => !actor.permissions.has(permission))
  if (tooMuch) throw new Forbidden(tooMuch)
}
