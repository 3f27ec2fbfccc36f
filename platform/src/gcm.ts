import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

/** It was sealed by another key or for another place, its key is gone, or it was changed since. */
export class DoesNotOpen extends Error {
  override readonly name = 'DoesNotOpen'
}

const algorithm = 'aes-256-gcm'

/** `<nonce>.<text>.<tag>`, readable with the key alone. `of` is bound in: what is moved elsewhere does not open. */
export const sealWith = (key: KeyObject, plain: string | Uint8Array, of: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(of))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return [nonce, sealed, cipher.getAuthTag()].map(part => part.toString('base64url')).join('.')
}

/** Throws DoesNotOpen. */
export const openWith = (key: KeyObject, kept: string, of: string): Buffer => {
  const [nonce = '', sealed = '', tag = '', ...more] = kept.split('.')
  if (more.length > 0) throw new DoesNotOpen('This was not sealed by any version that is known here')
  try {
    const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(of)).setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()])
  } catch (cause) {
    throw new DoesNotOpen('This was sealed by another key or for another place, or it was changed since', { cause })
  }
}
