import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** One request as it came in, before anything was answered. */
export type Visit = {
  method: string
  path: string
  /** The parts of the path, each decoded by itself. */
  segments: string[]
  query: Record<string, string>
  headers: IncomingMessage['headers']
  body: unknown
  at: number
}

type Answer = { status?: number; body?: unknown; text?: string; delayMs?: number; hangUp?: boolean }

export type ToolServer = {
  url: string
  /** `host:port`, for whoever has to be allowed a private address. */
  host: string
  /** Everything that came in, in order. */
  visits: Visit[]
  /** How many requests are being answered at this moment, and the most there were. */
  busiest(): number
  close(): Promise<void>
}

/** A customer's own system, on loopback: it keeps a journal of what it is asked, and answers as it is told. */
export const startToolServer = async (answer: (visit: Visit) => Answer | Promise<Answer>): Promise<ToolServer> => {
  const visits: Visit[] = []
  let [busy, busiest] = [0, 0]
  const server = createServer(async (request, response) => {
    busy += 1
    busiest = Math.max(busiest, busy)
    response.on('close', () => {
      busy -= 1
    })
    const url = new URL(request.url ?? '/', 'http://tools')
    const visit = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      segments: url.pathname.split('/').slice(1).map(decodeURIComponent),
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: request.headers['content-type'] === 'application/json' ? await json(request) : undefined,
      at: performance.now(),
    }
    visits.push(visit)
    const { status = 200, body, text, delayMs = 0, hangUp = false } = await answer(visit)
    if (delayMs > 0) await new Promise(resolve => setTimeout(resolve, delayMs))
    if (hangUp) return response.destroy()
    response.writeHead(status, { 'content-type': text === undefined ? 'application/json' : 'text/plain' })
    response.end(text ?? JSON.stringify(body ?? null))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    visits,
    busiest: () => busiest,
    close: async () => {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}
