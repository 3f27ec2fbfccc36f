import type { Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'

/**
 * Tells of the open conversations of a person or a team who is about to go; that nobody has them then is the database's
 * own doing. Those that are resolved are on nobody's desk, and may be very many.
 */
export const announcingUnassigned = (
  { organizationId, now }: Ctx,
  whose: 'assignee_id = $2::text' | 'team_id = $2::uuid',
  id: string,
): Statement => ({
  text: `INSERT INTO outbox (organization_id, type, subject_id, payload, created_at)
    SELECT organization_id, 'conversation.assigned', id, jsonb_build_object('conversationId', id), $3::timestamptz
    FROM conversations WHERE organization_id = $1::uuid AND ${whose} AND status = 'open'`,
  values: [organizationId, id, now()],
})
