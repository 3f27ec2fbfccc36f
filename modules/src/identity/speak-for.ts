import type { Permission } from '@frontdesk/contract/permissions'
import { type Actor, type Ctx, createCtx } from '#context'
import { DomainError } from '#errors'

const ofCustomers: readonly Permission[] = ['conversations.read', 'conversations.reply']

const before = 'customer:'

/** A customer sees the conversations that they began, and may at most what whoever vouches for them may. */
export const customerActor = (customerId: string, vouching: ReadonlySet<Permission>): Actor => ({
  kind: 'customer',
  id: before + customerId,
  permissions: new Set(ofCustomers.filter(permission => vouching.has(permission))),
  person: before + customerId,
  scopes: ['participating'],
})

/** Throws Forbidden for whoever sees some conversations only: the customer's may be others. */
export const mustKnowCustomers = ({ actor }: Pick<Ctx, 'actor'>): void => {
  if (actor.scopes.length === 0 || !actor.scopes.every(scope => scope === 'all'))
    throw new DomainError(
      'forbidden',
      'Whoever speaks for customers has to see all conversations. Use an API key whose conversationScope is all.',
    )
}

/** The same request, on behalf of a customer whom the caller names: a trusted backend knows who they are. */
export const speakFor = (ctx: Ctx, customerId: string): Ctx => {
  mustKnowCustomers(ctx)
  const { platform, organizationId, requestId, ip } = ctx
  return createCtx(platform, { organizationId, requestId, ip, actor: customerActor(customerId, ctx.actor.permissions) })
}
