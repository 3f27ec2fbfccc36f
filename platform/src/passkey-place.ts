import { isIP } from 'node:net'

export type PasskeyPlace = { id: string; origin: string }

/** Where passkeys belong. Undefined where browsers take none: without https, and at an address that is no name. */
export const passkeyPlace = (url: string): PasskeyPlace | undefined => {
  const { protocol, hostname, origin } = new URL(url)
  const isThisMachine = hostname === 'localhost' || hostname.endsWith('.localhost')
  if (protocol !== 'https:' && !isThisMachine) return undefined
  return isIP(hostname.replace(/[[\]]/g, '')) === 0 ? { id: hostname, origin } : undefined
}
