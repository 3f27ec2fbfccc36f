import type { NodemailerError } from 'nodemailer'
import type { SmtpConfig } from '../mail-config.ts'
import { checkedMail } from './checked-mail.ts'
import { MailFailure, type MailTransport } from './port.ts'

/** Long enough for a slow server, short enough for whoever waits in the queue behind it. */
const patience = { connectMs: 10_000, silenceMs: 20_000, wholeMs: 60_000 }

/** Any SMTP server. Its client is loaded with the first mail, because most processes start without sending one. */
export const createSmtpMail = (
  { url, from }: SmtpConfig,
  { connectMs, silenceMs, wholeMs } = patience,
): MailTransport => {
  const connect = async () =>
    (await import('nodemailer')).createTransport({
      ...serverAt(url),
      connectionTimeout: connectMs,
      dnsTimeout: connectMs,
      greetingTimeout: silenceMs,
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  let connected: ReturnType<typeof connect> | undefined

  return {
    send: async mail => {
      const { to, subject, text, html, messageId } = checkedMail(mail)
      connected ??= connect()
      const transport = await connected
      const signal = AbortSignal.timeout(wholeMs)
      try {
        const address = { name: '', address: to }
        await transport.sendMail({ from, to: address, subject, text, html, messageId, xMailer: false, signal })
      } catch (error) {
        throw failureOf(error as NodemailerError)
      }
    },
  }
}

/** Nothing but the place and the credentials is taken from the address: the client would read any of its options there. */
const serverAt = (text: string) => {
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'smtps:'
  const server = { host, secure, ...(url.port ? { port: Number(url.port) } : {}) }
  if (!url.username) return server
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  // A password goes over a line that nobody else reads, or not at all.
  return { ...server, auth, requireTLS: !isThisMachine(host) }
}

const isThisMachine = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

// These are about the mail or the settings; all others that come without an answer of the server are about the line.
const stays = new Set(['EAUTH', 'ENOAUTH', 'EENVELOPE', 'EMESSAGE', 'ECONFIG', 'EFILEACCESS', 'EURLACCESS'])

const failureOf = (error: NodemailerError): MailFailure => {
  const { code = '', originalCode = '', responseCode, response = '', permanent } = error
  const retryable = permanent === undefined ? !stays.has(code) : !permanent
  if (code === 'EAUTH')
    return new MailFailure('The mail server did not take the user and password of SMTP_URL.', { retryable })
  if (code === 'ETLS' || /CERT|TLS|SSL/.test(originalCode))
    return new MailFailure('No encrypted connection to the mail server could be made.', { retryable })
  if (responseCode === undefined)
    return new MailFailure('The mail server could not be reached, or fell silent.', { retryable })
  const detail = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  const numbers = detail ? `${responseCode} ${detail}` : String(responseCode)
  return new MailFailure(`The mail server ${retryable ? 'put the mail off' : 'refused the mail'} (${numbers}).`, {
    retryable,
  })
}
