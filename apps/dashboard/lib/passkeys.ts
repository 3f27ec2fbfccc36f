import type { NewPasskeyAnswer, NewPasskeyOptions, PasskeyAnswer, PasskeyOptions } from '@frontdesk/contract/passkeys'
import { BrowserRefusal } from './api.ts'

/** Whether this browser makes and shows passkeys. */
export const knowsPasskeys = () =>
  typeof window !== 'undefined' && typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function'

/** Has the person's device make a passkey. Throws BrowserRefusal when it does not, or its person does not want to. */
export const makePasskey = async (options: NewPasskeyOptions): Promise<NewPasskeyAnswer> => {
  mustKnow()
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const made = await asked(() => navigator.credentials.create({ publicKey }))
  const { clientDataJSON, attestationObject } = made.response as AuthenticatorAttestationResponse
  return { id: made.id, response: textsOf({ clientDataJSON, attestationObject }) }
}

type Manner = { mediation?: CredentialMediationRequirement; signal?: AbortSignal }

/** Has the person choose a passkey. Throws BrowserRefusal when they choose none. */
export const askForPasskey = async (options: PasskeyOptions, manner: Manner = {}): Promise<PasskeyAnswer> => {
  mustKnow()
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const shown = await asked(() => navigator.credentials.get({ publicKey, ...manner }))
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response as AuthenticatorAssertionResponse
  const response = textsOf({ clientDataJSON, authenticatorData, signature })
  return { id: shown.id, response: { ...response, ...(userHandle && textsOf({ userHandle })) } }
}

const mustKnow = () => {
  if (!knowsPasskeys()) throw new BrowserRefusal('This browser knows no passkeys. Take another one.')
}

const asked = async (ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> => {
  const credential = await ask().catch((thrown: unknown) => {
    // Browsers say this of a second passkey on the same device, and the other of everything that ended without one.
    if (thrown instanceof DOMException && thrown.name === 'InvalidStateError')
      throw new BrowserRefusal('This device has a passkey of yours already.')
    throw new BrowserRefusal('That gave no passkey. Try again when you are ready.')
  })
  if (credential === null) throw new BrowserRefusal('That gave no passkey. Try again when you are ready.')
  return credential as PublicKeyCredential
}

// Password managers stand in for the browser here, and not all of them give what `toJSON()` needs.
const textsOf = <Name extends string>(bytes: Record<Name, ArrayBuffer>): Record<Name, string> =>
  Object.fromEntries(Object.entries<ArrayBuffer>(bytes).map(([name, each]) => [name, base64UrlOf(each)])) as Record<
    Name,
    string
  >

const base64UrlOf = (bytes: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
