import type { MailKind } from '@frontdesk/contract/mail'
import { openedBody } from '@frontdesk/modules/mail/index'
import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

/** What was mailed, oldest first, as its reader sees it; emptied mails are left out. */
export const mailsOf = async (platform: Platform, kind: MailKind, to?: string) => {
  const text = `SELECT id, to_address, subject, text, html, status FROM mails
    WHERE kind = $1 AND ($2::text IS NULL OR to_address = $2) AND text IS NOT NULL ORDER BY id`
  const [found] = await systemSql(platform.database, [{ text, values: [kind, to ?? null] }])
  return (found?.rows ?? []).map(row => ({
    to: String(row.to_address),
    subject: String(row.subject),
    status: String(row.status),
    text: openedBody(platform, String(row.id), 'text', row.text),
    html: openedBody(platform, String(row.id), 'html', row.html),
  }))
}
