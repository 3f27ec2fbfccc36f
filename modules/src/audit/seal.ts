import { createHmac, timingSafeEqual } from 'node:crypto'
import { keyFrom, type ServerSecret } from '@frontdesk/platform/secret'

/** The head of a trail at one moment, signed by the server: whoever makes the chain anew cannot make this again. */
export type Seal = { organizationId: string; seq: number; hash: string; at: string; signature: string }

export const sealOf = (secret: string, head: Omit<Seal, 'signature'>): Seal => ({
  ...head,
  signature: signatureOf(secret, head),
})

/** Undefined for bytes that are no seal of this organization and this server, with its secret of today or the one before. */
export const readSeal = (
  { secret, previousSecret }: ServerSecret,
  organizationId: string,
  bytes: Uint8Array,
): Seal | undefined => {
  const seal = jsonOf(bytes) as Partial<Seal> | undefined
  if (seal?.organizationId !== organizationId) return undefined
  // Whatever else stands there was written by us if the signature fits.
  const isBy = (from: string) => {
    const [given, wanted] = [Buffer.from(String(seal.signature)), Buffer.from(signatureOf(from, seal as Seal))]
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  return isBy(secret) || (previousSecret !== undefined && isBy(previousSecret)) ? (seal as Seal) : undefined
}

/** Where it is kept: not in the database, which it has to witness against. */
export const sealKey = (organizationId: string) => `audit-seals/${organizationId}/latest.json`

const signatureOf = (secret: string, { organizationId, seq, hash, at }: Omit<Seal, 'signature'>) =>
  createHmac('sha256', keyFrom(secret, 'audit seals v1'))
    .update(`${organizationId}\n${seq}\n${hash}\n${at}`)
    .digest('base64url')

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return undefined
  }
}
