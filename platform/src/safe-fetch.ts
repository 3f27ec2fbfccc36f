import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Agent, type Dispatcher } from 'undici'
import { addressesOf, checkedConnector } from './safe-fetch/connect.ts'
import { FetchFailure } from './safe-fetch/failure.ts'
import { repliedHeaders, sentHeaders } from './safe-fetch/headers.ts'
import { inTime, orAborted } from './safe-fetch/in-time.ts'
import { limitedBody, type Sizes } from './safe-fetch/limited-body.ts'
import { permit, type Walls } from './safe-fetch/permit.ts'
import { type Hop, leadsOn, nextHop } from './safe-fetch/redirect.ts'
import { type Resolve, resolveName } from './safe-fetch/resolve.ts'

export type FetchLimits = Sizes & {
  /** For a reply that is read whole, all of it; for one that comes in pieces, until its head is here. */
  timeoutMs: number
  /** How long a reply that comes in pieces may be silent. */
  silenceMs: number
}

export type Sent = {
  method?: string
  headers?: HeadersInit
  body?: string | Uint8Array
  /** `follow` goes on at most three times; `error` fails at the first. */
  redirect?: 'follow' | 'error'
  signal?: AbortSignal
  limits?: Partial<FetchLimits>
}

export type Reply = { status: number; headers: Headers; body: Uint8Array; url: URL }

/** The only way out to an address that a user typed: to public hosts, and to those that the operator allows. */
export interface SafeFetch {
  /** Whether an address may be asked as far as can be seen in it; a name shows only later what it stands for. */
  permits(address: string): boolean
  /** Asks for a reply and reads all of it, whatever its status. Throws FetchFailure, or the signal's reason. */
  read(address: string | URL, sent?: Sent): Promise<Reply>
  /** A `fetch` for libraries that take one; its reply comes in pieces. Throws FetchFailure, or the signal's reason. */
  fetchWithin(limits: Partial<FetchLimits>): typeof globalThis.fetch
  /**
   * The checked addresses of a host that speaks another language than HTTP, for a connection to exactly one of them.
   * On public hosts any port that is nobody's by right may be asked. Throws FetchFailure.
   */
  reach(host: string, port: number): Promise<string[]>
  close(): Promise<void>
}

const mebibyte = 1024 * 1024
const usualLimits: FetchLimits = {
  timeoutMs: 10_000,
  silenceMs: 30_000,
  mostBytes: 5 * mebibyte,
  mostUnpackedBytes: 20 * mebibyte,
}
const mostRedirects = 3
const mostReservedPort = 1023

type Settings = {
  /** `host:port`, as URLs spell them. */
  privateHosts: readonly string[]
  /** In the place of the name servers. */
  resolve?: Resolve
  /** In the place of 80 and 443. */
  ports?: readonly number[]
}

type First = Omit<Hop, 'url'> & { url: string | URL; redirect: RequestRedirect }
type Opened = Omit<Reply, 'body'> & { body: Readable }

export const createSafeFetch = ({ privateHosts, resolve = resolveName, ports = [80, 443] }: Settings): SafeFetch => {
  const walls: Walls = { privateHosts: new Set(privateHosts), ports: new Set(ports) }
  // An Agent of its own: it knows nothing of the environment's proxies, which would ask whatever they are told to.
  const agent = new Agent({ connect: checkedConnector(walls, resolve), allowH2: false })

  const ask = ({ url, method, headers, body }: Hop, { silenceMs }: FetchLimits, signal: AbortSignal) =>
    orAborted(
      agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: method as Dispatcher.HttpMethod,
        headers: sentHeaders(headers),
        body: body ?? null,
        signal,
        headersTimeout: 0,
        bodyTimeout: silenceMs,
      }),
      signal,
    )

  const open = async ({ redirect, ...first }: First, limits: FetchLimits, signal: AbortSignal): Promise<Opened> => {
    let hop: Hop = { ...first, url: permit(walls, first.url) }
    for (let followed = 0; ; followed++) {
      const { statusCode: status, headers: raw, body } = await ask(hop, limits, signal)
      const headers = repliedHeaders(raw)
      const location = leadsOn(status) && redirect !== 'manual' ? headers.get('location') : null
      if (location === null) return { status, headers, url: hop.url, body: limitedBody(body, headers, limits, signal) }
      body.on('error', () => {}).destroy()
      if (redirect === 'error' || followed === mostRedirects) throw new FetchFailure('redirect')
      const next = nextHop(hop, status, location)
      hop = { ...next, url: permit(walls, next.url) }
    }
  }

  return {
    permits: address => {
      try {
        return permit(walls, address) !== undefined
      } catch {
        return false
      }
    },
    read: async (url, { method = 'GET', headers, body, redirect = 'follow', signal, limits: given } = {}) => {
      const limits = { ...usualLimits, ...given }
      const first = { url, method, headers: new Headers(headers), body: bytesOf(body), redirect }
      return inTime(limits.timeoutMs, signal, async within => {
        const opened = await open(first, limits, within)
        return { ...opened, body: await buffer(opened.body) }
      })
    },
    fetchWithin: given => async (input, init) => {
      const limits = { ...usualLimits, ...given }
      permit(walls, input instanceof Request ? input.url : input)
      const request = new Request(input, init)
      const { url, method, headers, redirect, signal } = request
      const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined
      const first = { url, method, headers, body, redirect }
      return responseOf(await inTime(limits.timeoutMs, signal, within => open(first, limits, within)))
    },
    reach: (host, port) => {
      const ports = new Set(port > mostReservedPort ? [port] : [])
      return addressesOf({ ...walls, ports }, resolve, { protocol: 'http:', hostname: host, port: String(port) })
    },
    close: () => agent.destroy(),
  }
}

const bytesOf = (body: string | Uint8Array | undefined) =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body

const responseOf = ({ status, headers, body }: Opened): Response => {
  const isEmpty = [204, 205, 304].includes(status)
  if (isEmpty) body.on('error', () => {}).destroy()
  return new Response(isEmpty ? null : (Readable.toWeb(body) as ReadableStream<Uint8Array>), { status, headers })
}
