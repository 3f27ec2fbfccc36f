import type { Ctx } from '#context'
import { keyIdOf } from './actor.ts'
import { findKeyMaker } from './api-key-store.ts'

/** The person behind the actor: what a key makes belongs to the key's maker, and ends with that membership. */
export const makerOf = async (ctx: Ctx): Promise<string> => {
  const keyId = keyIdOf(ctx.actor)
  return keyId === undefined ? ctx.actor.id : findKeyMaker(ctx, keyId)
}
