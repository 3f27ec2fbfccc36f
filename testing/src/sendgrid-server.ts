import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { ArrivedMail, Mood } from './mail-server.ts'

const Address = z.strictObject({ email: z.email(), name: z.string().min(1).optional() })
const oneLine = z.string().regex(/^[^\r\n]*$/)

/** What SendGrid’s documentation of `POST /v3/mail/send` asks for, as far as we use it. */
const Body = z.strictObject({
  personalizations: z.tuple([z.strictObject({ to: z.array(Address).length(1) })]),
  from: Address,
  subject: oneLine.min(1),
  // Plain text goes first, then HTML.
  content: z.tuple([
    z.strictObject({ type: z.literal('text/plain'), value: z.string().min(1) }),
    z.strictObject({ type: z.literal('text/html'), value: z.string().min(1) }),
  ]),
  headers: z.strictObject({ 'Message-ID': oneLine }),
  tracking_settings: z.strictObject({
    click_tracking: z.strictObject({ enable: z.literal(false), enable_text: z.literal(false) }),
    open_tracking: z.strictObject({ enable: z.literal(false) }),
    subscription_tracking: z.strictObject({ enable: z.literal(false) }),
  }),
})

const statuses = { take: 202, busy: 503, refuse: 413, silent: 0 } as const

/** A small SendGrid that takes mails of one key, and refuses what its documentation does not know. */
export const startSendGridServer = async ({ apiKey }: { apiKey: string }) => {
  const arrived: ArrivedMail[] = []
  let mood: Mood = 'take'
  let limited = 0

  const answer = ({ method, url, headers }: IncomingMessage, text: string): number => {
    if (headers.authorization !== `Bearer ${apiKey}`) return 401
    if (method !== 'POST' || url !== '/v3/mail/send') return 404
    if (headers['content-type'] !== 'application/json') return 415
    if (limited-- > 0) return 429
    const { data: mail } = Body.safeParse(JSON.parse(text))
    if (!mail) return 400
    if (mood === 'take') arrived.push(arrivedOf(mail))
    return statuses[mood]
  }

  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    const status = answer(request, Buffer.concat(chunks).toString())
    if (status === 0) return
    const problem = { errors: [{ message: 'It cannot be sent', field: null, help: null }] }
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(status === 202 ? '' : JSON.stringify(problem))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    feel: (next: Mood) => {
      mood = next
    },
    /** Answers the next request with 429. */
    limit: () => {
      limited = 1
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const arrivedOf = ({ personalizations, from, subject, content, headers }: z.infer<typeof Body>): ArrivedMail => ({
  to: personalizations[0].to.map(({ email }) => email),
  from: { name: from.name ?? '', address: from.email },
  subject,
  text: content[0].value,
  html: content[1].value,
  messageId: headers['Message-ID'],
  headers: [],
  linked: '',
})
