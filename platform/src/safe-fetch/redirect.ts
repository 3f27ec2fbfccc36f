import { FetchFailure } from './failure.ts'

/** One request on its way: where to, and with what. */
export type Hop = { url: URL; method: string; headers: Headers; body: Uint8Array | undefined }

// All that a stranger may know of a request that was meant for somebody else; keys come in headers of any name.
const harmless = new Set(['accept', 'accept-language', 'user-agent'])

export const leadsOn = (status: number) => [301, 302, 303, 307, 308].includes(status)

/** The request that a redirect asks for. Nothing confidential goes to another origin; throws FetchFailure where it would have to. */
export const nextHop = ({ url: from, method, headers, body }: Hop, status: number, location: string): Hop => {
  // Headers come byte by byte; what is in them are the bytes of UTF-8 where somebody did not encode them.
  const url = URL.parse(Buffer.from(location, 'latin1').toString(), from)
  if (!url) throw new FetchFailure('redirect')
  const asksAnew = (status === 303 && method !== 'HEAD') || (status < 303 && method === 'POST')
  const isHome = url.origin === from.origin
  if (body && !asksAnew && !isHome) throw new FetchFailure('redirect')
  const kept = new Headers(isHome ? headers : [...headers].filter(([name]) => harmless.has(name)))
  if (!asksAnew) return { url, method, headers: kept, body }
  kept.delete('content-type')
  return { url, method: 'GET', headers: kept, body: undefined }
}
