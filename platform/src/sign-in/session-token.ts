import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * People carry `<token>.<signature>` while the database keeps the token alone: who reads the table cannot forge the
 * rest, and noise is refused without a look-up.
 */
export const createTokenSigner = (secret: string) => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'frontdesk sessions v1', 32))
  const signatureOf = (token: string) => createHmac('sha256', key).update(token).digest('base64url')
  return {
    sign: (token: string): string => `${token}.${signatureOf(token)}`,
    /** Undefined for what this server never signed. */
    read: (signed: string): string | undefined => {
      const [, token, signature] = /^(\w{16,64})\.([\w-]{43})$/.exec(signed) ?? []
      if (!token || !signature) return undefined
      return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(token))) ? token : undefined
    },
  }
}
