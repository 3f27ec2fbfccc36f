import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail as its reader gets it. */
export type ArrivedMail = {
  to: string[]
  from: { name: string; address: string }
  subject: string
  text: string
  html: string
  messageId: string
  /** Names of all header lines, in lower case; empty where there are none. */
  headers: string[]
  /** The text as a program shows it that makes a link of whatever looks like one. */
  linked: string
}

/** What becomes of the mails from now on. */
export type Mood = 'take' | 'busy' | 'refuse' | 'silent'

type Options = { user?: string; password?: string; certificate?: { key: string; cert: string }; secure?: boolean }

/** A real SMTP server that takes mails apart as their readers would. */
export const startMailServer = async ({ user, password, certificate, secure = false }: Options = {}) => {
  const arrived: ArrivedMail[] = []
  let mood: Mood = 'take'
  const server = new SMTPServer({
    ...certificate,
    secure,
    logger: false,
    closeTimeout: 1,
    disableReverseLookup: true,
    disabledCommands: certificate ? [] : ['STARTTLS'],
    allowInsecureAuth: certificate === undefined,
    authOptional: user === undefined,
    onAuth: (auth, _session, done) => {
      if (auth.username === user && auth.password === password) done(null, { user })
      else done(refusal(535, 'Authentication failed'))
    },
    onData: (stream, { envelope }, done) => {
      void simpleParser(stream).then(mail => {
        if (mood === 'silent') return
        if (mood === 'busy') return done(refusal(451, `4.3.2 Too busy for ${mail.subject}`))
        if (mood === 'refuse') return done(refusal(550, `5.7.1 We want nothing of ${mail.subject}`))
        arrived.push(
          arrivedOf(
            mail,
            envelope.rcptTo.map(each => each.address),
          ),
        )
        done()
      }, done)
    },
  })
  // A client that hangs up is the client’s business.
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    port,
    arrived,
    feel: (next: Mood) => {
      mood = next
    },
    close: () => new Promise<void>(resolve => server.close(resolve)),
  }
}

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

const arrivedOf = (mail: ParsedMail, to: string[]): ArrivedMail => {
  const sender = mail.from?.value[0]
  return {
    to,
    from: { name: sender?.name ?? '', address: sender?.address ?? '' },
    subject: mail.subject ?? '',
    text: (mail.text ?? '').trimEnd(),
    html: String(mail.html || '').trimEnd(),
    messageId: mail.messageId ?? '',
    headers: mail.headerLines.map(({ key }) => key),
    linked: mail.textAsHtml ?? '',
  }
}
