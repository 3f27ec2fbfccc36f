import { createHash, randomBytes } from 'node:crypto'

/** 256 bits of chance, so a fast hash is enough to keep. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

export const hashToken = (token: string): Uint8Array<ArrayBuffer> => createHash('sha256').update(token).digest()

/** The token stands behind the `#`, which browsers never send: it lands in no log. */
export const invitationLink = (url: string, token: string): string => `${url}/join#${token}`
