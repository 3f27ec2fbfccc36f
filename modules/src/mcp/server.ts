import type { McpAuthorization } from '@frontdesk/contract/mcp-servers'
import { Invalid } from '#errors'

/** A server as it is spoken to: with what was given to us open. It never leaves the module. */
export type KnownServer = {
  id: string
  name: string
  url: string
  authorization: McpAuthorization
  /** Grows with every change, and with every signing in. */
  version: number
}

/** Throws Invalid for headers that cannot be sent, and for a client whose secret could go anywhere. */
export const checkAuthorization = (authorization: McpAuthorization | undefined): void => {
  if (
    authorization?.kind === 'oauth' &&
    authorization.clientSecret &&
    !(authorization.clientId && authorization.issuer)
  ) {
    const message = 'A client with a secret needs its id, and the issuer that it is registered at.'
    throw new Invalid(message, [{ pointer: '/authorization', message }])
  }
  if (authorization?.kind !== 'headers') return
  try {
    new Headers(authorization.headers)
  } catch {
    const message = 'A header of this name or value cannot be sent.'
    throw new Invalid(message, [{ pointer: '/authorization/headers', message }])
  }
}

/** What is sent with every request. */
export const headersOf = (authorization: McpAuthorization): Record<string, string> => {
  if (authorization.kind === 'bearer') return { authorization: `Bearer ${authorization.token}` }
  return authorization.kind === 'headers' ? authorization.headers : {}
}

/** Whoever may change the address must not have a secret that they never saw sent to a host of theirs. */
export const leadsElsewhere = (from: string, to: string): boolean => new URL(from).origin !== new URL(to).origin
