import type { Mail, MailInFull } from '@frontdesk/contract/mail'
import type { Row, Statement } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import type { NewMail } from './mail.ts'

const columns = 'id, to_address, subject, kind, status, attempts, failure, created_at, sent_at'

/** Queues the mail, to stand in one round trip with what it tells of. Without a transport it is kept instead. */
export const queueing = ({ clock, mail: transport }: Platform, organizationId: string, mail: NewMail): Statement => ({
  text: `INSERT INTO mails (organization_id, id, kind, to_address, subject, text, html, status, created_at, next_attempt_at)
    VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::timestamptz, $9::timestamptz)`,
  values: [
    organizationId,
    newId(),
    mail.kind,
    mail.to,
    mail.subject,
    mail.text,
    mail.html,
    transport ? 'queued' : 'kept',
    clock.now(),
  ],
})

export const insertMail = async (ctx: Ctx, mail: NewMail): Promise<void> => {
  await ctx.sql([queueing(ctx.platform, ctx.organizationId, mail)])
}

/** Newest first. */
export const selectMails = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM mails WHERE organization_id = $1::uuid AND ($2::uuid IS NULL OR id < $2::uuid)
        ORDER BY id DESC LIMIT $3::int`,
      values: [ctx.organizationId, after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((result?.rows ?? []).map(mailOf), limit, ({ id }) => [id])
}

export const findMail = async (ctx: Ctx, id: string): Promise<MailInFull> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns}, CASE WHEN status = 'kept' THEN text END AS text
        FROM mails WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, id],
    },
  ])
  const row = result?.rows[0]
  if (!row) throw new NotFound('mail')
  return { ...mailOf(row), text: row.text === null ? null : String(row.text) }
}

/** Puts a mail that failed back to the beginning; undefined when it did not fail, or its text is gone. */
export const requeueMail = async (ctx: Ctx, id: string): Promise<Mail | undefined> => {
  const [result] = await ctx.sql([
    {
      text: `UPDATE mails SET status = $3::text, attempts = 0, failure = NULL, next_attempt_at = $4::timestamptz
        WHERE organization_id = $1::uuid AND id = $2::uuid AND status = 'failed' AND text IS NOT NULL RETURNING ${columns}`,
      values: [ctx.organizationId, id, ctx.platform.mail ? 'queued' : 'kept', ctx.now()],
    },
  ])
  return result?.rows[0] && mailOf(result.rows[0])
}

const mailOf = (row: Row): Mail => ({
  id: String(row.id),
  to: String(row.to_address),
  subject: String(row.subject),
  kind: row.kind as Mail['kind'],
  status: row.status as Mail['status'],
  attempts: Number(row.attempts),
  failure: row.failure === null ? null : String(row.failure),
  createdAt: (row.created_at as Date).toISOString(),
  sentAt: (row.sent_at as Date | null)?.toISOString() ?? null,
})
