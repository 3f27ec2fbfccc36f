import { isIP } from 'node:net'
import { FetchFailure } from './failure.ts'
import { isPublic } from './public-address.ts'

export type Walls = {
  /** Ports that are asked at any public host. */
  ports: ReadonlySet<number>
  /** `host:port` as URLs spell them: what the operator allows wherever it stands. */
  privateHosts: ReadonlySet<string>
}

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80)

/** Whether the operator lets everybody ask there. */
export const isListed = ({ privateHosts }: Walls, url: URL) => privateHosts.has(`${url.hostname}:${portOf(url)}`)

/** The address in its one spelling. Throws FetchFailure for what is refused at sight: no name is looked up for it. */
export const permit = (walls: Walls, address: string | URL): URL => {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new FetchFailure('refused-address')
  // The dot at the end of a whole name is for resolvers; certificates and the operator's list know the name without it.
  url.hostname = url.hostname.replace(/\.$/, '')
  if (isListed(walls, url)) return url
  const literal = literalOf(url)
  if (!walls.ports.has(portOf(url)) || (literal && !isPublic(literal))) throw new FetchFailure('refused-address')
  return url
}

/** The host where it is an address already; undefined for a name. */
export const literalOf = ({ hostname }: URL): string | undefined => {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) ? bare : undefined
}
