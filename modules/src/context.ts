import type { ConversationScope, Permission } from '@frontdesk/contract/permissions'
import {
  type Statement,
  type StatementResult,
  type TenantTx,
  tenantSql,
  withTenant,
} from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import { Forbidden } from '#errors'

export type Actor = {
  kind: 'person' | 'api-key' | 'customer' | 'system'
  /** Unique within the organization, and stable: idempotency and rate limits go by it. */
  id: string
  permissions: ReadonlySet<Permission>
  /** Who may have something of their own: a person, of a key its maker, a customer; of the product itself nobody. */
  person: string | undefined
  /** Which conversations it sees: those that are within every one of these. */
  scopes: readonly ConversationScope[]
}

/** The product itself, at work by no one’s order; it asks for no permission and sees everything. */
export const systemActor = (id: string): Actor => ({
  kind: 'system',
  id,
  permissions: new Set(),
  person: undefined,
  scopes: ['all'],
})

/** Who asks, for which organization, with what in hand. Every verb takes one first. */
export interface Ctx {
  readonly organizationId: string
  readonly actor: Actor
  readonly requestId: string
  /** The address that the request came from; undefined for what the product does by itself. */
  readonly ip: string | undefined
  /** When the person who asks last proved who they are; undefined for keys, and for what the product does by itself. */
  readonly provenAt: Date | undefined
  readonly platform: Platform
  now(): Date
  /** Throws Forbidden unless the actor holds the permission. */
  must(permission: Permission): void
  /** Everything that `fn` does with the ctx it is given commits together or not at all. Joins an open transaction. */
  transaction<T>(fn: (ctx: Ctx) => Promise<T>): Promise<T>
  /** Runs `fn` once what was written is there for others to see: after the open transaction, or at once. */
  afterCommit(fn: () => void): void
  /** For stores: Prisma within the organization's wall, in the open transaction or in one of its own. */
  query<T>(fn: (tx: TenantTx) => Promise<T>): Promise<T>
  /** For stores: hand-written SQL within the wall; one round trip and one transaction unless one is open. */
  sql(statements: readonly Statement[]): Promise<StatementResult[]>
}

type Who = {
  organizationId: string
  actor: Actor
  requestId: string
  ip?: string | undefined
  provenAt?: Date | undefined
}

type Open = { tx: TenantTx; afterwards: (() => void)[] }

export const createCtx = (platform: Platform, who: Who, open?: Open): Ctx => ({
  ...who,
  ip: who.ip,
  provenAt: who.provenAt,
  platform,
  now: () => platform.clock.now(),
  must: permission => {
    if (!who.actor.permissions.has(permission)) throw new Forbidden(permission)
  },
  async transaction(fn) {
    if (open) return fn(this)
    const afterwards: (() => void)[] = []
    const result = await withTenant(platform.database, who.organizationId, tx =>
      fn(createCtx(platform, who, { tx, afterwards })),
    )
    for (const then of afterwards) then()
    return result
  },
  afterCommit: fn => {
    if (open) open.afterwards.push(fn)
    else fn()
  },
  query: fn => (open ? fn(open.tx) : withTenant(platform.database, who.organizationId, fn)),
  sql: statements =>
    open ? oneByOne(open.tx, statements) : tenantSql(platform.database, who.organizationId, statements),
})

const oneByOne = async (tx: TenantTx, statements: readonly Statement[]): Promise<StatementResult[]> => {
  const results: StatementResult[] = []
  for (const { text, values = [], early } of statements) {
    const rows = await tx.$queryRawUnsafe<Record<string, unknown>[]>(text, ...values)
    const result = { rows, count: rows.length }
    results.push(result)
    early?.(result)
  }
  return results
}
