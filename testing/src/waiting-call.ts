import { tenantSql } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'

type Of = { turnId: string; conversationId: string; toolId: string }

/** A call that waits for a person, as one stands there whose turn was ended before anybody decided; its id. */
export const waitingCall = async (platform: Platform, organizationId: string, of: Of) => {
  const id = newId()
  await tenantSql(platform.database, organizationId, [
    {
      text: `INSERT INTO tool_calls (organization_id, id, turn_id, conversation_id, step, position, tool_id, name, arguments, effect, state, planned_at)
        VALUES ($1, $2, $3, $4, 1, 1, $5, 'Refund', '{}', 'once', 'waiting', $6)`,
      values: [organizationId, id, of.turnId, of.conversationId, of.toolId, platform.clock.now()],
    },
  ])
  return id
}
