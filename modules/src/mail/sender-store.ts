import { type Row, systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import { mostAttempts } from './mail.ts'
import type { Kept } from './sealed-mail.ts'

export type Claimed = Kept & {
  to: string
  subject: string
  /** Both as they rest in the row, see `sealed-mail.ts`. */
  text: string
  html: string
  /** Counts from 1; whoever sends it under an older number has lost it. */
  attempt: number
}

// Longer than any transport takes over one mail.
const leaseMs = 2 * 60_000

/** Takes the mails whose time has come, of any organization; those that broke off at every attempt end as failed. */
export const claimMails = async ({ database, clock }: Platform, limit: number): Promise<Claimed[]> => {
  const now = clock.now()
  const [, claimed] = await systemSql(database, [
    {
      name: 'mails.give-up',
      text: `UPDATE mails SET status = 'failed', failure = 'Sending it broke off every time.'
        WHERE status = 'queued' AND next_attempt_at <= $1::timestamptz AND attempts >= $2::int`,
      values: [now, mostAttempts],
    },
    {
      name: 'mails.claim',
      text: `UPDATE mails SET attempts = attempts + 1, next_attempt_at = $2::timestamptz
        WHERE id IN (SELECT id FROM mails
          WHERE status = 'queued' AND next_attempt_at <= $1::timestamptz
          ORDER BY next_attempt_at LIMIT $3::int FOR UPDATE SKIP LOCKED)
        RETURNING organization_id, user_id, id, to_address, subject, text, html, attempts`,
      values: [now, new Date(now.getTime() + leaseMs), limit],
    },
  ])
  return (claimed?.rows ?? []).map(claimedOf)
}

/** Notes that the mail has gone out. Nobody may read a mail that was sent, so nobody keeps its text. */
export const keepSent = async ({ database, clock }: Platform, mail: Claimed): Promise<void> => {
  await systemSql(database, [
    {
      text: `UPDATE mails SET status = 'sent', sent_at = $3::timestamptz, failure = NULL, text = NULL, html = NULL ${ifOurs}`,
      values: [...oursOf(mail), clock.now()],
    },
  ])
}

/** Notes why it did not go out; tried again after the pause, or never. */
export const keepFailure = async (
  { database, clock }: Platform,
  mail: Claimed,
  { failure, pauseMs }: { failure: string; pauseMs: number | undefined },
): Promise<void> => {
  await systemSql(database, [
    {
      text: `UPDATE mails SET status = $3::text, failure = $4::text, next_attempt_at = $5::timestamptz ${ifOurs}`,
      values: [
        ...oursOf(mail),
        pauseMs === undefined ? 'failed' : 'queued',
        failure,
        new Date(clock.now().getTime() + (pauseMs ?? 0)),
      ],
    },
  ])
}

/** Keeps what still waits for owners to read, where nothing sends any more. */
export const keepUnsent = async ({ database }: Platform): Promise<void> => {
  await systemSql(database, [{ text: `UPDATE mails SET status = 'kept', failure = NULL WHERE status = 'queued'` }])
}

const ifOurs = `WHERE id = $1::uuid AND status = 'queued' AND attempts = $2::int`
const oursOf = ({ id, attempt }: Claimed) => [id, attempt]

const claimedOf = (row: Row): Claimed => ({
  id: String(row.id),
  organizationId: row.organization_id === null ? undefined : String(row.organization_id),
  isPersonal: row.user_id !== null,
  to: String(row.to_address),
  subject: String(row.subject),
  text: String(row.text),
  html: String(row.html),
  attempt: Number(row.attempts),
})
