import type { SendGridConfig } from '../mail-config.ts'
import { checkedMail } from './checked-mail.ts'
import { type Mail, MailFailure, type MailTransport } from './port.ts'

const patienceMs = 30_000

/** SendGrid’s mail API, version 3. */
export const createSendGridMail = (config: SendGridConfig, waitMs = patienceMs): MailTransport => ({
  send: async mail => {
    const status = await post(config, bodyOf(config, checkedMail(mail)), waitMs)
    if (status < 200 || status > 299) throw failureOf(status)
  },
})

// Links of a mail are secrets: SendGrid would send them through its own servers to count who follows them.
const untracked = {
  click_tracking: { enable: false, enable_text: false },
  open_tracking: { enable: false },
  subscription_tracking: { enable: false },
}

const bodyOf = ({ from }: SendGridConfig, { to, subject, text, html, messageId }: Mail) => ({
  personalizations: [{ to: [{ email: to }] }],
  from: { email: from.address, ...(from.name ? { name: from.name } : {}) },
  subject,
  content: [
    { type: 'text/plain', value: text },
    { type: 'text/html', value: html },
  ],
  headers: { 'Message-ID': messageId },
  tracking_settings: untracked,
})

const post = async ({ apiKey, baseUrl }: SendGridConfig, body: object, waitMs: number): Promise<number> => {
  try {
    const response = await fetch(`${baseUrl}/v3/mail/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    throw new MailFailure('SendGrid could not be reached, or fell silent.', { retryable: true })
  }
}

const reasons = new Map([
  [401, 'SendGrid did not take SENDGRID_API_KEY (401).'],
  [403, 'SendGrid does not let this key send from MAIL_FROM (403). Verify the sender there.'],
  [429, 'SendGrid asks to send less at a time (429).'],
])

const failureOf = (status: number) => {
  const retryable = status === 429 || status >= 500
  const reason = `SendGrid ${retryable ? 'could not take' : 'refused'} the mail (${status}).`
  return new MailFailure(reasons.get(status) ?? reason, { retryable })
}
