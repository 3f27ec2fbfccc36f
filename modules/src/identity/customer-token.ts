import { createHmac, timingSafeEqual } from 'node:crypto'
import { keyFrom, type ServerSecret } from '@frontdesk/platform/secret'

/** What a customer’s token says: who they are, for whom they are it, which API key vouches, and until when. */
export type Claims = {
  organizationId: string
  customerId: string
  /** Null: any agent. */
  agentId: string | null
  apiKeyId: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

const shape = /^fdc_([\w-]{1,2000})\.([\w-]{43})$/

export const isCustomerToken = (text: string): boolean => text.startsWith('fdc_')

/** Signed, and not kept: the claims are for everybody to read, so there is no secret among them. */
export const signClaims = (claims: Claims, { secret }: ServerSecret): string => {
  const said = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `fdc_${said}.${signature(secret, said).toString('base64url')}`
}

/** The claims of a token that was signed with the server’s secret of today or the one before; undefined for any other text. */
export const readClaims = (token: string, { secret, previousSecret }: ServerSecret): Claims | undefined => {
  const [, said, signed] = shape.exec(token) ?? []
  if (!said || !signed) return undefined
  const given = Buffer.from(signed, 'base64url')
  const isOurs = [secret, previousSecret].some(
    each => each !== undefined && timingSafeEqual(given, signature(each, said)),
  )
  // What we signed, we wrote.
  return isOurs ? (JSON.parse(Buffer.from(said, 'base64url').toString()) as Claims) : undefined
}

// A key of its own for this one use, so the token opens nothing else, and nothing else opens the MCP server.
const signature = (secret: string, said: string) =>
  createHmac('sha256', keyFrom(secret, 'customer tokens for mcp v1')).update(said).digest()
