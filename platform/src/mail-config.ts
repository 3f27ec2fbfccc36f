/** Who mails come from, as their readers see it. */
export type MailSender = { name: string; address: string }
export type SmtpConfig = { kind: 'smtp'; url: string; from: MailSender }
export type SendGridConfig = { kind: 'sendgrid'; apiKey: string; baseUrl: string; from: MailSender }
export type MailConfig = SmtpConfig | SendGridConfig

type MailSettings = {
  SMTP_URL?: string | undefined
  SENDGRID_API_KEY?: string | undefined
  SENDGRID_BASE_URL?: string | undefined
  MAIL_FROM?: string | undefined
}

const bare = /^[^\s\p{C}<>()[\]\\,;:@"]+@[^\s\p{C}<>()[\]\\,;:@"]+$/u
const named = /^"?(?<name>[^\p{C}<>"]*?)"?\s*<(?<address>[^<>]*)>$/u

/** `desk@example.com`, or `Frontdesk <desk@example.com>`; undefined when it is neither. */
export const senderOf = (text: string): MailSender | undefined => {
  const { name = '', address = text } = named.exec(text)?.groups ?? {}
  return bare.test(address) ? { name: name.trim(), address } : undefined
}

/** One sentence for each thing about mail that does not fit together. */
export const mailFaults = ({ SMTP_URL, SENDGRID_API_KEY, MAIL_FROM }: MailSettings): string[] => {
  if (SMTP_URL && SENDGRID_API_KEY)
    return ['SMTP_URL and SENDGRID_API_KEY are both set: mail goes one way; set one of them.']
  if ((SMTP_URL || SENDGRID_API_KEY) && !MAIL_FROM)
    return ['MAIL_FROM is missing: mail needs a sender, such as Frontdesk <desk@example.com>.']
  return []
}

/** Absent when nothing is set to send with: mails are then kept for owners to read. */
export const mailOf = ({ SMTP_URL, SENDGRID_API_KEY, SENDGRID_BASE_URL, MAIL_FROM }: MailSettings) => {
  const from = senderOf(MAIL_FROM ?? '')
  if (!from) return undefined
  if (SMTP_URL) return { kind: 'smtp', url: SMTP_URL, from } satisfies MailConfig
  const baseUrl = (SENDGRID_BASE_URL ?? 'https://api.sendgrid.com').replace(/\/+$/, '')
  return SENDGRID_API_KEY
    ? ({ kind: 'sendgrid', apiKey: SENDGRID_API_KEY, baseUrl, from } satisfies MailConfig)
    : undefined
}

/** User and password of an address may hold any character, as long as they are encoded for one. */
export const isSmtpAddress = (text: string): boolean => {
  try {
    const { hostname, username, password } = new URL(text)
    return hostname !== '' && [username, password].every(part => decodeURIComponent(part) !== undefined)
  } catch {
    return false
  }
}
