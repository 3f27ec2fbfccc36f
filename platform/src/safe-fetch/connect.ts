import { isIPv6, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { FetchFailure, nameUnknown } from './failure.ts'
import { isListed, literalOf, permit, type Walls } from './permit.ts'
import { isPublic } from './public-address.ts'
import { type Resolve, resolveHere } from './resolve.ts'

const connectTimeoutMs = 5_000

/**
 * Makes connections to exactly the addresses that were checked: the name is looked up once, here, and goes along for
 * the certificate alone. A name that answers differently the next time finds nobody who asks it again.
 */
export const checkedConnector =
  (walls: Walls, resolve: Resolve): buildConnector.connector =>
  (options, callback) => {
    addressesOf(walls, resolve, options).then(
      addresses => {
        const connect = buildConnector({ allowH2: false, timeout: connectTimeoutMs, ...onlyTo(addresses) })
        connect(options, callback)
      },
      (error: unknown) => callback(error instanceof Error ? error : new FetchFailure('unreachable'), null),
    )
  }

type Place = Pick<buildConnector.Options, 'protocol' | 'hostname' | 'port'>

/** Looks a name up once; none of its addresses is let through where one is private. Throws FetchFailure. */
export const addressesOf = async (
  walls: Walls,
  resolve: Resolve,
  { protocol, hostname, port }: Place,
): Promise<string[]> => {
  const host = isIPv6(hostname) ? `[${hostname}]` : hostname
  const url = permit(walls, `${protocol}//${host}${port ? `:${port}` : ''}`)
  const literal = literalOf(url)
  if (literal) return [literal]
  if (isListed(walls, url)) return resolveHere(url.hostname)
  const addresses = await resolve(url.hostname)
  if (addresses.length === 0) throw nameUnknown(url.hostname)
  // One private address among public ones is how a name is made to answer for two places.
  if (!addresses.every(isPublic)) throw new FetchFailure('refused-address')
  return addresses
}

/** Options of a socket, which asks for the addresses of its host and is told these and no others. */
const onlyTo = (addresses: readonly string[]) => {
  const all = addresses.map(address => ({ address, family: isIPv6(address) ? 6 : 4 }))
  const lookup: LookupFunction = (_host, { all: wanted }, tell) => {
    if (wanted) tell(null, all)
    else tell(null, all[0]?.address ?? '', all[0]?.family)
  }
  return { lookup, autoSelectFamily: true }
}
