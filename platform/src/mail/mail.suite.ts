import type { ArrivedMail, Mood } from '@frontdesk/testing/mail-server'
import { expect, test } from 'vitest'
import { type Mail, MailFailure, type MailTransport } from './port.ts'

/** A transport with the service at its other end. */
export type Post = { transport: MailTransport; arrived: ArrivedMail[]; feel: (next: Mood) => void }

type Open = (how?: { wrongPassword?: boolean; nobodyThere?: boolean; fromName?: string }) => Promise<Post>

const mail: Mail = {
  to: 'ida@example.com',
  subject: 'Olivia lädt Sie zu Northwind Bikes ein 🚲',
  text: `Grüße aus Zürich\n.\n.. zwei Punkte\nhttps://desk.example/join#${'x'.repeat(1_200)}\nשלום`,
  html: '<p dir="auto">Grüße aus Zürich &amp; <a href="https://desk.example/join#token">שלום</a></p>',
  messageId: '<0199a1b2-0000-7000-8000-000000000001@desk.example>',
}

export function mailSuite(name: string, open: Open): void {
  test(`${name}: what is sent arrives once, in both forms, from the sender of the settings`, async () => {
    const { transport, arrived } = await open({ fromName: 'Åse’s Frontdesk' })
    await transport.send(mail)
    expect(arrived).toEqual([
      {
        to: [mail.to],
        from: { name: 'Åse’s Frontdesk', address: 'desk@example.com' },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        headers: expect.any(Array),
        linked: expect.any(String),
      },
    ])
  })

  test(`${name}: mails that are sent at the same moment all arrive`, async () => {
    const { transport, arrived } = await open()
    const numbers = Array.from({ length: 8 }, (_, number) => number)
    await Promise.all(numbers.map(number => transport.send({ ...mail, subject: `Mail ${number}` })))
    expect(arrived.map(({ subject }) => subject).toSorted()).toEqual(numbers.map(number => `Mail ${number}`))
  })

  test(`${name}: text that names a file or an address is text`, async () => {
    const { transport, arrived } = await open()
    await transport.send({ ...mail, text: '/etc/passwd', html: 'http://127.0.0.1:1/secret' })
    expect(arrived).toMatchObject([{ text: '/etc/passwd', html: 'http://127.0.0.1:1/secret' }])
  })

  const failure = async (sending: Promise<void>): Promise<MailFailure> => {
    const error = await sending.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(MailFailure)
    const told = JSON.stringify([(error as Error).message, (error as Error).stack, (error as Error).cause ?? ''])
    for (const secret of ['ida@', 'Olivia', 'Grüße', 'token', 'lovelace', 'byron']) expect(told).not.toContain(secret)
    return error as MailFailure
  }

  test.each<[string, Mood, boolean]>([
    ['is busy', 'busy', true],
    ['falls silent', 'silent', true],
    ['refuses the mail', 'refuse', false],
  ])(`${name}: a service that %s is a failure that says whether trying again can help`, async (_, mood, retryable) => {
    const { transport, arrived, feel } = await open()
    feel(mood)
    expect(await failure(transport.send(mail))).toMatchObject({ retryable })
    expect(arrived).toEqual([])
    feel('take')
    await transport.send(mail)
    expect(arrived).toHaveLength(1)
  })

  test(`${name}: a service that is away may be back, and wrong credentials stay wrong`, async () => {
    const away = await open({ nobodyThere: true })
    expect(await failure(away.transport.send(mail))).toMatchObject({ retryable: true })
    const stranger = await open({ wrongPassword: true })
    expect(await failure(stranger.transport.send(mail))).toMatchObject({ retryable: false })
    expect(stranger.arrived).toEqual([])
  })

  test(`${name}: no header can be broken open: such a mail is refused for good, and nothing is sent`, async () => {
    const { transport, arrived } = await open()
    const breaks = [
      '\r\nBcc: eve@example.com',
      '\nBcc: eve@example.com',
      '\rX: y',
      '\u0000',
      '\u2028Bcc: eve@example.com',
      '\u0085x',
    ]
    for (const broken of breaks)
      for (const changed of [
        { subject: `Hello${broken}` },
        { to: `ida@example.com${broken}` },
        { to: `"${broken}" <ida@example.com>` },
        { messageId: `<1${broken}@desk.example>` },
        { messageId: `<1@desk.example>${broken}` },
      ])
        expect(await failure(transport.send({ ...mail, ...changed }))).toMatchObject({ retryable: false })
    for (const to of ['ida@example.com, eve@example.com', 'ida@example.com> RCPT TO:<eve@example.com', '', '@', 'ida'])
      expect(await failure(transport.send({ ...mail, to }))).toMatchObject({ retryable: false })
    expect(arrived).toEqual([])
  })
}
