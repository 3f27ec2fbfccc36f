export type Passkey = {
  id: string
  name: string
  /** Its device asks who is using it: by itself it is two factors. */
  isSecondFactor: boolean
  createdAt: Date
  lastUsedAt: Date | null
}

type Asking = { challenge: string; timeout: number }

/** What a browser makes a passkey with, in the JSON of WebAuthn. */
export type NewPasskeyOptions = Asking & {
  rp: { id: string; name: string }
  user: { id: string; name: string; displayName: string }
  pubKeyCredParams: { type: 'public-key'; alg: number }[]
  excludeCredentials: { type: 'public-key'; id: string }[]
  authenticatorSelection: { residentKey: 'required'; userVerification: 'preferred' }
  attestation: 'none'
}
/** What it asks for any passkey of this place with. */
export type PasskeyOptions = Asking & { rpId: string; userVerification: 'preferred' }

export type NewPasskeyAnswer = { id: string; response: { clientDataJSON: string; attestationObject: string } }
export type PasskeyAnswer = {
  id: string
  response: {
    clientDataJSON: string
    authenticatorData: string
    signature: string
    userHandle?: string | null | undefined
  }
}

/** `sealed` is to be kept by whoever was asked and to be brought back with the answer. */
export type Asked<Options> = { options: Options; sealed: string; expiresAt: Date }
export type Answered<Answer> = { answer: Answer; sealed: string }

/**
 * `refused`: for one of a dozen reasons that nobody is told; `copied`: the device counts its uses and has counted back, so
 * there are two of it. `whose` passkey it was said to be, as far as that is known.
 */
export type PasskeyOutcome<Accepted> =
  | ({ kind: 'accepted' } & Accepted)
  | { kind: 'refused'; whose?: string }
  | { kind: 'copied'; whose: string }
