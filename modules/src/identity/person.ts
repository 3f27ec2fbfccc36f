import type { Ctx } from '#context'
import { Unauthenticated } from '#errors'

/** The person behind the actor: what a key makes belongs to the key's maker, and ends with that membership. */
export const personOf = ({ actor }: Pick<Ctx, 'actor'>): string => {
  if (actor.person === undefined) throw new Unauthenticated()
  return actor.person
}
