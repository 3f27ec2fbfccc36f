import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

type Misbehave = (response: ServerResponse, socket: Socket) => void

const reply = (status: number, body: string, headers: Record<string, string> = {}): Misbehave => {
  const head = { 'content-type': 'application/json', ...headers }
  return response => response.writeHead(status, head).end(body)
}

const megabytes = 3

/** Ways in which a customer's own system goes wrong after it was asked; those that stay silent end when somebody hangs up. */
const faults = {
  silence: () => {},
  'silence-after-headers': response => response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
  'byte-by-byte': response => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 100)
    response.on('close', () => clearInterval(timer))
  },
  reset: (_response, socket) => socket.destroy(),
  cut: (response, socket) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"paid":', () => socket.destroy())
  },
  garbage: (_response, socket) => socket.end('HTTP/1.1 banana\r\n\r\n'),
  'too-much': response => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(`"${'x'.repeat(megabytes * 1024 * 1024)}"`)
  },
  redirect: reply(303, '', { location: '/elsewhere' }),
  'http-404': reply(404, '{"error":"No such order"}'),
  'http-429': reply(429, '{"error":"Not so fast"}', { 'retry-after': '1' }),
  'http-500': reply(500, '{"error":"Out of order"}'),
  'http-502': reply(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }),
  'http-504': reply(504, '<html>Gateway timeout</html>', { 'content-type': 'text/html' }),
  'no-json': reply(200, '{"paid": tru'),
} satisfies Record<string, Misbehave>

export type ToolFault = keyof typeof faults

/** One request as it came in: which fault it met, for whom, and under which key. */
type Visit = { fault: string; customer: string; key: string | undefined }

export type FaultyTools = {
  host: string
  /** Where tools of this fault are; `{customer}` in it is for the caller to fill. */
  urlOf(fault: ToolFault): string
  visits: Visit[]
  close(): Promise<void>
}

/** A customer's own system, on loopback, that goes wrong as its paths say, and keeps a journal of what it was asked. */
export const startFaultyTools = async (): Promise<FaultyTools> => {
  const visits: Visit[] = []
  const server = createServer((request: IncomingMessage, response) => {
    const [, fault = '', customer = ''] = (request.url ?? '').split(/[/?]/)
    const key = request.headers['idempotency-key']
    visits.push({ fault, customer, key: typeof key === 'string' ? key : undefined })
    const misbehave = (faults as Record<string, Misbehave>)[fault]
    request.resume().on('end', () => (misbehave ?? reply(200, '{}'))(response, request.socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    urlOf: fault => `http://${host}/${fault}/{customer}`,
    visits,
    close: async () => {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}
