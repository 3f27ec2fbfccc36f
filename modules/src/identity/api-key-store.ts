import type { ApiKey } from '@frontdesk/contract/accounts'
import { type ConversationScope, type Permission, permissions } from '@frontdesk/contract/permissions'
import type { ApiKey as Row } from '@frontdesk/platform/database/generated/client'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import { knownScope } from './role.ts'

type NewApiKey = {
  id: string
  name: string
  secretHash: Uint8Array<ArrayBuffer>
  hashedWith: string | null
  hint: string
  permissions: Permission[]
  conversationScope: ConversationScope
  addresses: string[]
  origins: string[]
  expiresAt: Date | null
}

export const insertApiKey = async (ctx: Ctx, createdBy: string, key: NewApiKey): Promise<ApiKey> => {
  const { organizationId } = ctx
  const row = await ctx.query(tx =>
    tx.apiKey.create({ data: { ...key, organizationId, createdBy, createdAt: ctx.now() } }),
  )
  return apiKeyOf(row)
}

/** Newest first, without those that were revoked. */
export const selectApiKeys = async (ctx: Ctx, { limit, after }: Page<[string, string]>) => {
  const before = after && { createdAt: new Date(after[0]), id: after[1] }
  const older = before && {
    OR: [{ createdAt: { lt: before.createdAt } }, { createdAt: before.createdAt, id: { lt: before.id } }],
  }
  const rows = await ctx.query(tx =>
    tx.apiKey.findMany({
      where: { revokedAt: null, ...older },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    }),
  )
  return pageOf(rows.map(apiKeyOf), limit, key => [key.createdAt, key.id])
}

export const markRevoked = async (ctx: Ctx, id: string): Promise<void> => {
  const { count } = await ctx.query(tx =>
    tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: ctx.now() } }),
  )
  if (count === 0) throw new NotFound('API key')
}

const apiKeyOf = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  permissions: permissions.filter(permission => row.permissions.includes(permission)),
  conversationScope: knownScope(row.conversationScope),
  addresses: row.addresses,
  origins: row.origins,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})
