import type { Platform } from '@frontdesk/platform/platform'
import type { Actor } from '#context'
import { keyActor } from './actor.ts'
import { readClaims } from './customer-token.ts'
import { customerActor, knowsCustomers } from './speak-for.ts'
import { findKey } from './store.ts'

export type CustomerIdentity = {
  organizationId: string
  actor: Actor
  /** The one agent that they may talk to; null for any. */
  agentId: string | null
  /** The sites whose pages may use the token: those of the key that made it. */
  origins: readonly string[]
}

/** Which customer a token stands for. Undefined once it or the key that made it has ended, or that key may no more. */
export const authenticateCustomer = async (
  platform: Platform,
  token: string,
): Promise<CustomerIdentity | undefined> => {
  const claims = readClaims(token, platform.config)
  const now = platform.clock.now()
  if (!claims || claims.expiresAt <= now.getTime()) return undefined
  const { organizationId, agentId } = claims
  const key = await findKey(platform, claims.apiKeyId)
  if (key?.organizationId !== organizationId || (key.expiresAt && key.expiresAt <= now)) return undefined
  const vouching = keyActor(key)
  if (!vouching.permissions.has('conversations.reply') || !knowsCustomers(vouching)) return undefined
  return {
    organizationId,
    agentId,
    origins: key.origins,
    actor: customerActor(claims.customerId, vouching.permissions),
  }
}
