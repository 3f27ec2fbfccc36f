import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const version = 'v1'

/**
 * Keeps a short secret readable for this server alone: AES-256-GCM, `v1.<nonce>.<text>.<tag>`. `of` is bound in, such as
 * table, column and row: moved anywhere else it does not open.
 */
export const createSealer = (serverSecret: string, purpose: string) => {
  const key = Buffer.from(hkdfSync('sha256', serverSecret, '', `frontdesk ${purpose} v1`, 32))
  return {
    seal: (text: string, of: string): string => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(of))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [version, ...[nonce, sealed, cipher.getAuthTag()].map(part => part.toString('base64url'))].join('.')
    },
    /** Throws for what was sealed by another server, for something else, or changed since. */
    open: (kept: string, of: string): string => {
      const [known, nonce = '', sealed = '', tag = ''] = kept.split('.')
      if (known !== version) throw new Error('This was not sealed by any version that is known here')
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(of)).setAuthTag(Buffer.from(tag, 'base64url'))
      return decipher.update(Buffer.from(sealed, 'base64url'), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
