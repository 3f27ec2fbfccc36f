import type { MailKind } from '@frontdesk/contract/mail'
import { openedBody } from '@frontdesk/modules/mail/index'
import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

/** What was mailed, oldest first, as its reader sees it; emptied mails are left out. */
export const mailsOf = async (platform: Platform, kind: MailKind, to?: string) => {
  const text = `SELECT organization_id, user_id, id, to_address, subject, text, html, status FROM mails
    WHERE kind = $1 AND ($2::text IS NULL OR to_address = $2) AND text IS NOT NULL ORDER BY id`
  const [found] = await systemSql(platform.database, [{ text, values: [kind, to ?? null] }])
  return Promise.all(
    (found?.rows ?? []).map(async row => {
      const organizationId = row.organization_id === null ? undefined : String(row.organization_id)
      const mail = { id: String(row.id), organizationId, isPersonal: row.user_id !== null }
      return {
        to: String(row.to_address),
        subject: String(row.subject),
        status: String(row.status),
        text: await openedBody(platform, mail, 'text', String(row.text)),
        html: await openedBody(platform, mail, 'html', String(row.html)),
      }
    }),
  )
}
