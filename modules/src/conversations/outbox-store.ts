import type { Event } from '@frontdesk/contract/events'
import { type Row, systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

export type Cursor = { xid: string; id: string }
export type Announced = { organizationId: string; at: Cursor; event: Event }

// Whoever holds it longer than this is gone, and what it read is read again.
const holdMs = 10_000

/**
 * Takes the consumer's next events in hand, in the order of commits, unless another process has them. Ids do not
 * follow that order: a transaction that is still open hides everything of its own number and above.
 */
export const takeEvents = async (
  { database, clock, processId }: Platform,
  consumer: string,
  limit: number,
): Promise<Announced[]> => {
  const now = clock.now()
  const [, taken] = await systemSql(database, [
    {
      name: 'outbox.take',
      text: `UPDATE outbox_cursors c SET holder = $2::uuid, held_until = $3::timestamptz
        WHERE c.consumer = $1::text AND (c.held_until IS NULL OR c.held_until < $4::timestamptz) AND EXISTS (
          SELECT FROM outbox o WHERE (o.xid, o.id) > (c.xid, c.id) AND o.xid < pg_snapshot_xmin(pg_current_snapshot()))`,
      values: [consumer, processId, new Date(now.getTime() + holdMs), now],
    },
    {
      name: 'outbox.read',
      text: `SELECT o.xid::text, o.id::text, o.organization_id, o.type, o.subject_id, o.payload, o.created_at
        FROM outbox_cursors c CROSS JOIN LATERAL (
          SELECT * FROM outbox o WHERE (o.xid, o.id) > (c.xid, c.id) AND o.xid < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY o.xid, o.id LIMIT $4::int) o
        WHERE c.consumer = $1::text AND c.holder = $2::uuid AND c.held_until >= $3::timestamptz`,
      values: [consumer, processId, now, limit],
    },
  ])
  return (taken?.rows ?? []).map(announcedOf)
}

/** Lets go of the events in hand, which are told; those after `at` come next. */
export const passEvents = async ({ database, processId }: Platform, consumer: string, at: Cursor): Promise<void> => {
  await systemSql(database, [
    {
      name: 'outbox.pass',
      text: `UPDATE outbox_cursors SET xid = $3::text::xid8, id = $4::bigint, holder = NULL, held_until = NULL
        WHERE consumer = $1::text AND holder = $2::uuid`,
      values: [consumer, processId, at.xid, at.id],
    },
  ])
}

const keptForMs = 3 * 24 * 3_600_000

/** Forgets events of more than three days ago that every consumer has passed. Returns how many. */
export const trimOutbox = async ({ database, clock }: Platform): Promise<number> => {
  const [removed] = await systemSql(database, [
    {
      text: `DELETE FROM outbox o WHERE o.created_at < $1::timestamptz
        AND NOT EXISTS (SELECT FROM outbox_cursors c WHERE (o.xid, o.id) > (c.xid, c.id))`,
      values: [new Date(clock.now().getTime() - keptForMs)],
    },
  ])
  return removed?.count ?? 0
}

const announcedOf = (row: Row): Announced => {
  const at = { xid: String(row.xid), id: String(row.id) }
  return {
    organizationId: String(row.organization_id),
    at,
    event: {
      id: `${at.xid}-${at.id}`,
      type: String(row.type),
      subjectId: String(row.subject_id),
      payload: row.payload as Record<string, string>,
      createdAt: (row.created_at as Date).toISOString(),
    },
  }
}
