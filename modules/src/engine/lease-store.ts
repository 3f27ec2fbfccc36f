import { type Row, systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import { type Lease, leaseMs } from './turn.ts'

export type ChunkToKeep = { lease: Lease; offset: number; text: string }

/** Keeps new pieces of all answers of this process in one statement; pieces of a turn that is no longer ours are dropped. */
export const keepChunks = async ({ database }: Platform, chunks: ChunkToKeep[]): Promise<void> => {
  await systemSql(database, [
    {
      name: 'answer-chunks.keep',
      text: `INSERT INTO answer_chunks (organization_id, turn_id, attempt, start_offset, text)
        SELECT c.organization_id, c.turn_id, c.attempt, c.start_offset, c.text
        FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::text[])
          AS c(organization_id, turn_id, attempt, lease_token, start_offset, text)
        JOIN turns t ON t.organization_id = c.organization_id AND t.id = c.turn_id
          AND t.lease_token = c.lease_token AND t.status = 'running'
        ON CONFLICT DO NOTHING`,
      values: [
        chunks.map(chunk => chunk.lease.organizationId),
        chunks.map(chunk => chunk.lease.turnId),
        chunks.map(chunk => chunk.lease.attempt),
        chunks.map(chunk => chunk.lease.leaseToken),
        chunks.map(chunk => chunk.offset),
        chunks.map(chunk => chunk.text),
      ],
    },
  ])
}

export type HeldTurn = { turnId: string; leaseToken: number; cancelRequested: boolean }

/**
 * Renews the leases of these turns as far as this process still holds them, and says which. Turns of this process that
 * nobody here answers, because the news of their beginning or their end was lost, are not among them and run out.
 */
export const renewLeases = async ({ database, clock, processId }: Platform, turnIds: string[]): Promise<HeldTurn[]> => {
  const [result] = await systemSql(database, [
    {
      name: 'turns.renew',
      text: `UPDATE turns SET lease_until = $2 WHERE lease_owner = $1 AND status = 'running' AND id = ANY($3::uuid[])
        RETURNING id, lease_token, cancel_requested`,
      values: [processId, new Date(clock.now().getTime() + leaseMs), turnIds],
    },
  ])
  return (result?.rows ?? []).map(row => ({
    turnId: String(row.id),
    leaseToken: Number(row.lease_token),
    cancelRequested: row.cancel_requested === true,
  }))
}

/** Lets go of every turn of this process, so that another one need not wait for the leases to run out. */
export const releaseLeases = async ({ database, clock, processId }: Platform): Promise<void> => {
  await systemSql(database, [
    {
      text: `UPDATE turns SET lease_until = $2 WHERE lease_owner = $1 AND status = 'running'`,
      values: [processId, clock.now()],
    },
  ])
}

/** `resumed` counts how often it went on after waiting for a person. */
export type Claimed = Lease & { cancelRequested: boolean; resumed: number }

const claimedColumns = 'organization_id, id, conversation_id, attempt, resumed, lease_token, cancel_requested'

/**
 * Takes over turns whose lease ran out, a few at a time; `orphaned` also takes those of every other process, for a
 * database that only one process can have open.
 */
export const claimTurns = async ({ database, clock, processId }: Platform, orphaned: boolean): Promise<Claimed[]> => {
  const now = clock.now()
  const [result] = await systemSql(database, [
    {
      text: `UPDATE turns SET lease_owner = $1, lease_token = lease_token + 1, attempt = attempt + 1, lease_until = $2
        WHERE (organization_id, id) IN (
          SELECT organization_id, id FROM turns
          WHERE status = 'running' AND (lease_until < $3 OR ($4::boolean AND lease_owner <> $1))
          ORDER BY lease_until LIMIT 50 FOR UPDATE SKIP LOCKED)
        RETURNING ${claimedColumns}`,
      values: [processId, new Date(now.getTime() + leaseMs), now, orphaned],
    },
  ])
  return (result?.rows ?? []).map(claimedOf)
}

const claimedOf = (row: Row): Claimed => ({
  organizationId: String(row.organization_id),
  turnId: String(row.id),
  conversationId: String(row.conversation_id),
  attempt: Number(row.attempt),
  leaseToken: Number(row.lease_token),
  cancelRequested: row.cancel_requested === true,
  resumed: Number(row.resumed),
})

/** Takes turns that waited for a person and wait no longer, except where the conversation has another answer under way. */
export const claimDecided = async (
  { database, clock, processId }: Platform,
  organizationId?: string,
): Promise<Claimed[]> => {
  const [result] = await systemSql(database, [
    {
      name: 'turns.claim-decided',
      text: `UPDATE turns SET status = 'running', lease_owner = $1, lease_token = lease_token + 1, attempt = attempt + 1,
          resumed = resumed + 1, lease_until = $2
        WHERE (organization_id, id) IN (
          SELECT DISTINCT ON (t.organization_id, t.conversation_id) t.organization_id, t.id FROM turns t
          WHERE t.status = 'waiting' AND ($3::uuid IS NULL OR t.organization_id = $3::uuid)
            AND NOT EXISTS (SELECT FROM tool_calls c WHERE c.organization_id = t.organization_id AND c.turn_id = t.id AND c.state = 'waiting')
            AND NOT EXISTS (SELECT FROM turns o WHERE o.organization_id = t.organization_id AND o.conversation_id = t.conversation_id
              AND o.status = 'running')
          ORDER BY t.organization_id, t.conversation_id, t.id)
          AND status = 'waiting'
        RETURNING ${claimedColumns}`,
      values: [processId, new Date(clock.now().getTime() + leaseMs), organizationId ?? null],
    },
  ])
  return (result?.rows ?? []).map(claimedOf)
}
