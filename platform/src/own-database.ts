import { isIP } from 'node:net'
import { resolveHere } from './safe-fetch/resolve.ts'

/** Whether a customer's database would be the one that this address names: the same server and the same database on it. */
export const isOwn = async (
  ownUrl: string,
  addresses: readonly string[],
  port: number,
  database: string | null,
): Promise<boolean> => {
  const own = new URL(ownUrl)
  if (Number(own.port || 5432) !== port || decodeURIComponent(own.pathname.slice(1)) !== database) return false
  const host = own.hostname.replace(/^\[|\]$/g, '')
  const ours = isIP(host) ? [host] : await resolveHere(host).catch(() => [])
  return ours.some(address => addresses.includes(address))
}
