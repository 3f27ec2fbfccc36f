import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'

/** `<nonce>.<text>.<tag>`, readable with the key alone. `of` is bound in: what is moved elsewhere does not open. */
export const sealWith = (key: KeyObject, plain: string | Uint8Array, of: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(of))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return [nonce, sealed, cipher.getAuthTag()].map(part => part.toString('base64url')).join('.')
}

/** Throws for another key, for another `of`, and for what was changed since. */
export const openWith = (key: KeyObject, kept: string, of: string): Buffer => {
  const [nonce = '', sealed = '', tag = '', ...more] = kept.split('.')
  if (more.length > 0) throw new Error('This was not sealed by any version that is known here')
  const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(of)).setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()])
}
