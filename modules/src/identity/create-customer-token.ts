import type { CustomerToken } from '@frontdesk/contract/customers'
import { record } from '#audit'
import type { Ctx } from '#context'
import { DomainError } from '#errors'
import { signClaims } from './customer-token.ts'
import { mustKnowCustomers } from './speak-for.ts'

type Wanted = { customerId: string; agentId: string | null; expiresIn: number }

/** A token with which a customer is let in as themselves. It ends by itself, and with the API key that made it. */
export async function createCustomerToken(ctx: Ctx, wanted: Wanted): Promise<CustomerToken> {
  const { customerId, agentId, expiresIn } = wanted
  ctx.must('conversations.reply')
  ctx.must('conversations.read')
  mustKnowCustomers(ctx)
  const apiKeyId = /^key:(\w+)$/.exec(ctx.actor.id)?.[1]
  if (apiKeyId === undefined)
    throw new DomainError('forbidden', 'Tokens of customers end with an API key, so only an API key makes them.')
  const expiresAt = new Date(ctx.now().getTime() + expiresIn * 1_000)
  const { organizationId, platform } = ctx
  const claims = { organizationId, customerId, agentId, apiKeyId, expiresAt: expiresAt.getTime() }
  await ctx.transaction(within =>
    // Shops may know their customers by address, and the trail keeps what it is told for good: so not whose it is.
    record(within, 'customer-token.created', { details: { agentId, expiresAt } }),
  )
  return { token: signClaims(claims, platform.config), expiresAt: expiresAt.toISOString() }
}
