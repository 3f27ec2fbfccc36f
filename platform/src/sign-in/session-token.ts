import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { keyFrom, type ServerSecret } from '../secret.ts'

/**
 * People carry `<token>.<signature>` while the database keeps the token alone: who reads the table cannot forge the
 * rest, and noise is refused without a look-up.
 */
export const createTokenSigner = ({ secret, previousSecret }: ServerSecret) => {
  const key = keyFrom(secret, use)
  const previousKey = previousSecret === undefined ? undefined : keyFrom(previousSecret, use)
  return {
    sign: (token: string): string => `${token}.${signatureOf(key, token)}`,
    /** Undefined for what this server never signed. */
    read: (signed: string): string | undefined => {
      const [, token, signature] = /^(\w{16,64})\.([\w-]{43})$/.exec(signed) ?? []
      if (!token || !signature) return undefined
      const fits = (by: KeyObject) => timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(by, token)))
      return fits(key) || (previousKey && fits(previousKey)) ? token : undefined
    },
  }
}

const use = 'sessions v1'

const signatureOf = (key: KeyObject, token: string) => createHmac('sha256', key).update(token).digest('base64url')
