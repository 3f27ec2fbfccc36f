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

/** How whoever vouches for a customer knows them; for anybody else the actor’s own id. */
export const customerIdOf = (actorId: string): string =>
  actorId.startsWith(before) ? actorId.slice(before.length) : actorId

/** The customer’s conversations may be any, so whoever sees some only does not speak for them. */
export const knowsCustomers = ({ scopes }: Actor): boolean =>
  scopes.length > 0 && scopes.every(scope => scope === 'all')

/** Throws Forbidden for whoever does not see all conversations. */
export const mustKnowCustomers = ({ actor }: Pick<Ctx, 'actor'>): void => {
  if (!knowsCustomers(actor))
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
