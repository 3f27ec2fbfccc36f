import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TLSSocket } from 'node:tls'

export type Visit = {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
  /** The name that a TLS client asked for. */
  serverName: string | false | null | undefined
}

export type Website = {
  /** As an operator would list it. */
  host: string
  url: string
  port: number
  visits: Visit[]
  close(): Promise<void>
}

type Options = { certificate?: { key: string; cert: string } }

/** Somebody else's site, on this machine: answers as it is told to and remembers who came. */
export const openWebsite = async (
  answer: (visit: Visit, response: ServerResponse) => void,
  { certificate }: Options = {},
): Promise<Website> => {
  const visits: Visit[] = []
  const listen = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers, socket } = request
    const visit = {
      method,
      path: url,
      headers,
      body: await text(request),
      serverName: (socket as Partial<TLSSocket>).servername,
    }
    visits.push(visit)
    answer(visit, response)
  }
  const server: Server = certificate
    ? createSecureServer(certificate, (request, response) => void listen(request, response))
    : createServer((request, response) => void listen(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  return {
    host,
    url: `http${certificate ? 's' : ''}://${host}`,
    port,
    visits,
    close: async () => {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}
