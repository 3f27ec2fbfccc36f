import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

/** What mails are about. */
export const mailKinds = [
  'invitation',
  'password-reset',
  'password-changed',
  'passkey-added',
  'email-verification',
  'email-change',
  'email-changed',
  'providers-changed',
  'alert',
] as const
export type MailKind = (typeof mailKinds)[number]

export const Mail = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  kind: z.enum(mailKinds),
  /** `kept` where no service is set that could send it. */
  status: z.enum(['queued', 'sent', 'failed', 'kept']),
  attempts: z.int(),
  /** Why the last attempt failed, as a sentence. */
  failure: z.string().nullable(),
  createdAt: Moment,
  sentAt: Moment.nullable(),
})
export type Mail = z.output<typeof Mail>

export const MailInFull = Mail.extend({
  /**
   * Only of a mail that is kept, and only for owners, for 30 days: whoever reads its links could use them. What opens
   * a person's account is readable for whoever owns every organization that this person belongs to.
   */
  text: z.string().nullable(),
})
export type MailInFull = z.output<typeof MailInFull>

export const listMails = endpoint('GET /mails', {
  summary: 'What the organization has mailed, or would have, newest first.',
  permission: 'organization.manage',
  query: PageQuery,
  reply: paged(Mail),
})
export const readMail = endpoint('GET /mails/:mailId', {
  summary: 'One mail; where nothing sends mails, owners read here what it says.',
  permission: 'organization.manage',
  reply: MailInFull,
  errors: ['not-found'],
})
export const retryMail = endpoint('POST /mails/:mailId/retry', {
  summary: 'Sends a mail that failed once more.',
  permission: 'organization.manage',
  reply: Mail,
  errors: ['not-found', 'conflict'],
})
