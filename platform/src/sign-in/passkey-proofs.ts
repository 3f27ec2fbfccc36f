import type { PasskeyPlace } from '../passkey-place.ts'
import type { NewPasskeyAnswer, PasskeyAnswer } from './passkey.ts'

// Ed25519, ES256 and RS256: the last for Windows Hello, which knows no other.
export const algorithms = [-8, -7, -257]

/** What a device proves, as the WebAuthn library reads it. Undefined for whatever is not as it has to be. */
export const createProofs = ({ id, origin }: PasskeyPlace) => {
  const expected = (challenge: string) => ({
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    // Without it somebody is let in as well, but with one factor.
    requireUserVerification: false,
  })

  return {
    made: (answer: NewPasskeyAnswer, challenge: string) =>
      unlessThrown(async () => {
        const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
        const { clientDataJSON, attestationObject } = answer.response
        const bare = { clientDataJSON, attestationObject: await withoutAttestation(attestationObject) }
        const { registrationInfo } = await verifyRegistrationResponse({
          response: asCredential(answer.id, bare),
          supportedAlgorithmIDs: algorithms,
          ...expected(challenge),
        })
        if (!registrationInfo || registrationInfo.credential.id !== answer.id) return undefined
        const { credential, userVerified } = registrationInfo
        return { publicKey: credential.publicKey, uses: credential.counter, isVerified: userVerified }
      }),
    used: (answer: PasskeyAnswer, challenge: string, publicKey: Uint8Array) =>
      unlessThrown(async () => {
        const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
        const { clientDataJSON, authenticatorData, signature } = answer.response
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: asCredential(answer.id, { clientDataJSON, authenticatorData, signature }),
          // The table compares the count and keeps it at once, so that two at the same moment are not both right.
          credential: { id: answer.id, publicKey: Uint8Array.from(publicKey), counter: 0 },
          ...expected(challenge),
        })
        if (!verified) return undefined
        return { uses: authenticationInfo.newCounter, isVerified: authenticationInfo.userVerified }
      }),
  }
}

const asCredential = <T>(id: string, response: T) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
  response,
})

/**
 * We ask for no attestation and trust nobody for one. What a browser sends nevertheless is left out before it is read: it
 * may hold certificates, which name addresses to fetch.
 */
const withoutAttestation = async (attestationObject: string) => {
  const { decodeAttestationObject, isoBase64URL, isoCBOR } = await import('@simplewebauthn/server/helpers')
  const authData = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('authData')
  const none = new Map().set('fmt', 'none').set('attStmt', new Map()).set('authData', authData)
  return isoBase64URL.fromBuffer(isoCBOR.encode(none))
}

/** The library throws plain errors for everything that a device or an attacker may send. */
const unlessThrown = async <T>(read: () => Promise<T | undefined>): Promise<T | undefined> => {
  try {
    return await read()
  } catch {
    return undefined
  }
}
