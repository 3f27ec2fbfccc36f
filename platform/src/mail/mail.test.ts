import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { makeCertificate } from '@frontdesk/testing/certificate'
import { freePort } from '@frontdesk/testing/free-port'
import { startMailServer } from '@frontdesk/testing/mail-server'
import { startSendGridServer } from '@frontdesk/testing/sendgrid-server'
import { expect, onTestFinished, test } from 'vitest'
import { mailSuite } from './mail.suite.ts'
import { createSendGridMail } from './sendgrid.ts'
import { createSmtpMail } from './smtp.ts'

const from = { name: 'Frontdesk', address: 'desk@example.com' }
const patience = { connectMs: 2_000, silenceMs: 500, wholeMs: 5_000 }
const smtp = (url: string, sender = from) => createSmtpMail({ kind: 'smtp', url, from: sender }, patience)
const mail = {
  to: 'ida@example.com',
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  messageId: '<1@desk.example>',
}

const mailServer = async (options: Parameters<typeof startMailServer>[0] = {}) => {
  const server = await startMailServer(options)
  onTestFinished(server.close)
  return server
}

/** For this test, the certificate is as good as one of the great authorities. */
const trust = (cert: string) => {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, cert])
  onTestFinished(() => setDefaultCACertificates(before))
}

mailSuite('SMTP', async ({ wrongPassword, nobodyThere, fromName = from.name } = {}) => {
  const server = await mailServer({ user: 'ada@desk', password: 'love/lace:' })
  const credentials = `ada%40desk:${wrongPassword ? 'byron' : 'love%2Flace%3A'}`
  const port = nobodyThere ? await freePort() : server.port
  return { ...server, transport: smtp(`smtp://${credentials}@127.0.0.1:${port}`, { ...from, name: fromName }) }
})

mailSuite('SendGrid', async ({ wrongPassword, nobodyThere, fromName = from.name } = {}) => {
  const server = await startSendGridServer({ apiKey: 'SG.lovelace' })
  onTestFinished(server.close)
  const baseUrl = nobodyThere ? `http://127.0.0.1:${await freePort()}` : server.url
  const apiKey = wrongPassword ? 'SG.byron' : 'SG.lovelace'
  const config = { kind: 'sendgrid' as const, apiKey, baseUrl, from: { ...from, name: fromName } }
  return { ...server, transport: createSendGridMail(config, 500) }
})

test.each([
  ['smtps://', true],
  ['smtp://', false],
])('a password goes over %s encrypted, to a server whose certificate is good', async (scheme, secure) => {
  const certificate = makeCertificate()
  const server = await mailServer({ user: 'ada', password: 'lovelace', certificate, secure })
  const transport = smtp(`${scheme}ada:lovelace@localhost:${server.port}`)
  await expect(transport.send(mail)).rejects.toThrow('No encrypted connection')
  trust(certificate.cert)
  await transport.send(mail)
  expect(server.arrived).toHaveLength(1)
})

test('a password is not sent in clear text to another machine', async () => {
  const server = await mailServer({ user: 'ada', password: 'lovelace' })
  // Every system knows this name as its own, and the adapter does not.
  const transport = smtp(`smtp://ada:lovelace@0.0.0.0:${server.port}`)
  await expect(transport.send(mail)).rejects.toThrow('No encrypted connection')
  expect(server.arrived).toEqual([])
})

test('what stands in the address of a server is no option of the client', async () => {
  const certificate = makeCertificate()
  const server = await mailServer({ certificate, secure: true })
  const transport = smtp(
    `smtps://localhost:${server.port}/?tls.rejectUnauthorized=false&secure=false&debug=true&logger=true`,
  )
  await expect(transport.send(mail)).rejects.toThrow('No encrypted connection')
})

test('the headers of a mail are those that it needs, and name no program', async () => {
  const server = await mailServer()
  await smtp(`smtp://127.0.0.1:${server.port}`).send(mail)
  expect(server.arrived[0]?.headers.toSorted()).toEqual(
    ['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].toSorted(),
  )
})

test('SendGrid may ask to send less at a time', async () => {
  const server = await startSendGridServer({ apiKey: 'SG.lovelace' })
  onTestFinished(server.close)
  const transport = createSendGridMail({ kind: 'sendgrid', apiKey: 'SG.lovelace', baseUrl: server.url, from })
  server.limit()
  await expect(transport.send(mail)).rejects.toMatchObject({ retryable: true, message: expect.stringContaining('429') })
  await transport.send(mail)
  expect(server.arrived).toHaveLength(1)
})
