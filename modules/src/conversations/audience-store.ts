import { tenantSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import type { Actor } from '#context'
import { withinScope } from './scope-store.ts'

/** Which of these conversations each of the actors sees now: one round trip, in the order of the actors. */
export const selectSeen = async (
  { database }: Platform,
  organizationId: string,
  conversationIds: string[],
  actors: Actor[],
): Promise<Set<string>[]> => {
  const results = await tenantSql(
    database,
    organizationId,
    actors.map(actor => {
      const scope = withinScope(actor, 3)
      return {
        name: `conversations.seen${scope.name}`,
        text: `SELECT c.id FROM conversations c WHERE c.organization_id = $1::uuid AND c.id = ANY($2::uuid[])${scope.and}`,
        values: [organizationId, conversationIds, ...scope.values],
      }
    }),
  )
  return results.map(({ rows }) => new Set(rows.map(row => String(row.id))))
}
