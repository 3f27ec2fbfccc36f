import type { Mail, MailInFull } from '@frontdesk/contract/mail'
import { authSql, firstRow, type Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import type { NewMail } from './mail.ts'
import { openedBody, sealedBody, sealedForPerson } from './sealed-mail.ts'

const columns = 'id, to_address, subject, kind, status, attempts, failure, created_at, sent_at'

export const insertMail = async (ctx: Ctx, mail: NewMail): Promise<void> => {
  const id = newId()
  await ctx.sql([
    {
      text: `INSERT INTO mails (organization_id, id, kind, to_address, subject, text, html, status, created_at, next_attempt_at)
        VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::timestamptz, $9::timestamptz)`,
      values: [ctx.organizationId, ...valuesOf(ctx.platform, id, mail, await sealedBody(ctx, id, mail))],
    },
  ])
}

const valuesOf = (platform: Platform, id: string, mail: NewMail, { text, html }: Pick<NewMail, 'text' | 'html'>) => [
  id,
  mail.kind,
  mail.to,
  mail.subject,
  text,
  html,
  platform.mail ? 'queued' : 'kept',
  platform.clock.now(),
]

/** Listed where the person works: in the organization joined first, and nowhere for a person who belongs to none. */
export const insertPersonalMail = async (
  platform: Platform,
  personId: string | undefined,
  mail: NewMail,
): Promise<void> => {
  const id = newId()
  await authSql(platform.database, [
    {
      text: `INSERT INTO mails (organization_id, user_id, id, kind, to_address, subject, text, html, status, created_at, next_attempt_at)
        SELECT (SELECT organization_id FROM members WHERE user_id = $1 ORDER BY created_at, organization_id LIMIT 1),
          $1::text, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::timestamptz, $9::timestamptz
        WHERE $1::text IS NOT NULL`,
      values: [personId ?? null, ...valuesOf(platform, id, mail, sealedForPerson(platform, id, mail))],
    },
  ])
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

/** Whose account the links in a mail open; undefined for what is about the organization. */
type Found = { mail: MailInFull; personId: string | undefined }

export const findMail = async (ctx: Ctx, id: string): Promise<Found> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${columns}, user_id, CASE WHEN status = 'kept' THEN text END AS text
        FROM mails WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, id],
    },
  ])
  const row = result?.rows[0]
  if (!row) throw new NotFound('mail')
  const personId = row.user_id === null ? undefined : String(row.user_id)
  const kept = { id, organizationId: ctx.organizationId, isPersonal: personId !== undefined }
  const text = row.text === null ? null : await openedBody(ctx.platform, kept, 'text', String(row.text))
  return { mail: { ...mailOf(row), text }, personId }
}

/** Whether every other organization of this person is owned by whoever asks. A key belongs to this one alone. */
export const ownsAllOthersOf = async ({ platform, organizationId, actor }: Ctx, personId: string): Promise<boolean> => {
  const text = `SELECT NOT EXISTS (SELECT FROM members theirs WHERE theirs.user_id = $2 AND theirs.organization_id <> $1::uuid
    AND NOT EXISTS (SELECT FROM members mine WHERE mine.organization_id = theirs.organization_id
      AND mine.user_id = $3 AND mine.role = 'owner')) AS owns`
  return (
    firstRow(await authSql(platform.database, [{ text, values: [organizationId, personId, actor.id] }]))?.owns === true
  )
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
