import type { AuditEntry } from '@frontdesk/contract/audit'
import { actionWords } from './action-words.ts'

/** What people call things: ids of people, roles and agents, and `key:` with the id of an API key. */
export type Names = { of: (id: string) => string | undefined; complete: boolean }

export const actorName = (actor: string, names: Names): string => {
  if (actor === 'system') return 'Frontdesk'
  const name = names.of(actor)
  if (actor.startsWith('key:')) return name === undefined ? 'An API key' : `The API key ${name}`
  return name ?? (names.complete ? 'Somebody who left' : 'Somebody')
}

/** What was done and to what: "gave a person another role: Adam Lind, Builder". */
export const deedOf = ({ actor, action, target, details }: AuditEntry, names: Names): string => {
  if (action === 'member.removed' && target === actor) return 'left the organization'
  const whom = textOf(details.name) ?? (target === null || target === actor ? undefined : names.of(target))
  const given = [details.to ?? details.role, details.userId, details.assigneeId, details.teamId].map(textOf)
  const named = [whom, ...given.map(id => id && names.of(id))].filter(Boolean)
  return named.length === 0 ? actionWords[action] : `${actionWords[action]}: ${named.join(', ')}`
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
