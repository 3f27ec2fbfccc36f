import { createNetworks, withoutMapping } from '@frontdesk/platform/networks'
import type { Platform } from '@frontdesk/platform/platform'

type Incoming = { incoming?: { socket?: { remoteAddress?: string } } } | undefined

/**
 * The address that a request came from: the other end of the connection, or, where that is a proxy which the operator
 * trusts, whoever the proxy says; the first of its list from the right that is no trusted proxy itself.
 */
export const clientAddress = ({ config }: Platform, env: unknown, forwarded: string | null | undefined): string => {
  const nearest = withoutMapping((env as Incoming)?.incoming?.socket?.remoteAddress ?? 'unknown')
  if (config.trustedProxies.length === 0 || !forwarded) return nearest
  const isTrusted = createNetworks(config.trustedProxies)
  const hops = [...forwarded.split(',').map(hop => withoutMapping(hop.trim())), nearest]
  return hops.findLast(hop => !isTrusted(hop)) ?? hops[0] ?? nearest
}
