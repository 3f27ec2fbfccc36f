import {
  createHash,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  type KeyPairKeyObjectResult,
  randomBytes,
  sign,
} from 'node:crypto'
import type { NewPasskeyAnswer, NewPasskeyOptions, PasskeyAnswer, PasskeyOptions } from '@frontdesk/contract/passkeys'
import { type Cbor, cbor } from './cbor.ts'

type Kept = { id: Buffer; userHandle: string; key: KeyObject; hash: string | null; uses: number }

/** Where a device does not do as it should. */
export type Lies = Partial<{
  origin: string
  rpId: string
  type: string
  challenge: string
  /** Nobody touched it. */
  isAbsent: boolean
  /** It asked who is using it, or did not. */
  asksWho: boolean
  uses: number
  userHandle: string | null
  /** Done to what was signed, after it was signed. */
  tamper: (bytes: Buffer) => Buffer
  /** It swears by certificates that it is a good one, unasked. */
  attests: boolean
}>

const bytesOf = (text: string) => Buffer.from(text, 'base64url')
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest()

/**
 * A device that keeps passkeys, with the browser around it: real keys and real signatures, written without the server's
 * library. `counts` as security keys do; passkeys that are kept in a cloud say 0 for ever.
 */
export const passkeyDevice = ({
  site = 'http://localhost:3000',
  algorithm = 'ES256' as keyof typeof makers,
  asksWho: usuallyAsks = true,
  counts = true,
} = {}) => {
  const kept: Kept[] = []

  const authDataOf = (rpId: string, uses: number, lies: Lies, made?: Buffer) => {
    const flags = (lies.isAbsent ? 0 : 1) | ((lies.asksWho ?? usuallyAsks) ? 4 : 0) | (made ? 64 : 0)
    const head = Buffer.alloc(5)
    head.writeUInt8(flags)
    head.writeUInt32BE(uses, 1)
    return Buffer.concat([sha256(lies.rpId ?? rpId), head, made ?? Buffer.alloc(0)])
  }
  const clientDataOf = (type: string, challenge: string, lies: Lies) =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? challenge,
        origin: lies.origin ?? site,
        crossOrigin: false,
      }),
    )
  const credential = (id: Buffer) => ({
    id: textOf(id),
    rawId: textOf(id),
    type: 'public-key',
    authenticatorAttachment: 'platform',
    clientExtensionResults: {},
  })

  return {
    make: ({ challenge, rp, user }: NewPasskeyOptions, lies: Lies = {}): NewPasskeyAnswer => {
      const { keys, cose, hash } = makers[algorithm]()
      const id = randomBytes(32)
      const uses = lies.uses ?? 0
      kept.push({ id, userHandle: user.id, key: keys.privateKey, hash, uses })
      const length = Buffer.from([id.length >> 8, id.length & 255])
      const authData = authDataOf(rp.id, uses, lies, Buffer.concat([Buffer.alloc(16), length, id, cbor(cose)]))
      const oath = new Map<Cbor, Cbor>([
        ['alg', -7],
        ['sig', randomBytes(70)],
        ['x5c', [randomBytes(300)]],
      ])
      const attestation = new Map<Cbor, Cbor>([
        ['fmt', lies.attests ? 'packed' : 'none'],
        ['attStmt', lies.attests ? oath : new Map()],
        ['authData', lies.tamper?.(authData) ?? authData],
      ])
      const response = {
        clientDataJSON: textOf(clientDataOf('webauthn.create', challenge, lies)),
        attestationObject: textOf(cbor(attestation)),
        transports: ['internal'],
      }
      return { ...credential(id), response }
    },
    /** With the passkey that it made last. */
    use: ({ challenge, rpId }: PasskeyOptions, lies: Lies = {}): PasskeyAnswer => {
      const passkey = kept.at(-1)
      if (!passkey) throw new Error('This device keeps no passkey')
      if (counts) passkey.uses = lies.uses ?? passkey.uses + 1
      const authData = authDataOf(rpId, passkey.uses, lies)
      const clientData = clientDataOf('webauthn.get', challenge, lies)
      const signature = sign(passkey.hash, Buffer.concat([authData, sha256(clientData)]), passkey.key)
      const response = {
        clientDataJSON: textOf(clientData),
        authenticatorData: textOf(lies.tamper?.(authData) ?? authData),
        signature: textOf(signature),
        userHandle: lies.userHandle === undefined ? passkey.userHandle : lies.userHandle,
      }
      return { ...credential(passkey.id), response }
    },
  }
}
export type PasskeyDevice = ReturnType<typeof passkeyDevice>

type Maker = () => { keys: KeyPairKeyObjectResult; cose: Map<Cbor, Cbor>; hash: string | null }

const part = (jwk: JsonWebKey, name: 'x' | 'y' | 'n' | 'e') => bytesOf(String(jwk[name]))

const elliptic = (namedCurve: string, algorithm: number, curve: number, hash: string): Maker => {
  return () => {
    const keys = generateKeyPairSync('ec', { namedCurve })
    const jwk = keys.publicKey.export({ format: 'jwk' })
    const cose = new Map<Cbor, Cbor>([
      [1, 2],
      [3, algorithm],
      [-1, curve],
      [-2, part(jwk, 'x')],
      [-3, part(jwk, 'y')],
    ])
    return { keys, cose, hash }
  }
}

/** Keys of each kind, and how COSE (RFC 9053) writes the public half. */
const makers = {
  ES256: elliptic('P-256', -7, 1, 'sha256'),
  /** Which we do not ask for. */
  ES384: elliptic('P-384', -35, 2, 'sha384'),
  EdDSA: () => {
    const keys = generateKeyPairSync('ed25519')
    const jwk = keys.publicKey.export({ format: 'jwk' })
    const cose = new Map<Cbor, Cbor>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, part(jwk, 'x')],
    ])
    return { keys, cose, hash: null }
  },
  RS256: () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = keys.publicKey.export({ format: 'jwk' })
    const cose = new Map<Cbor, Cbor>([
      [1, 3],
      [3, -257],
      [-1, part(jwk, 'n')],
      [-2, part(jwk, 'e')],
    ])
    return { keys, cose, hash: 'sha256' }
  },
} satisfies Record<string, Maker>
