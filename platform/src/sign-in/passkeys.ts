import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { newId } from '../ids.ts'
import type { PasskeyPlace } from '../passkey-place.ts'
import type { ServerSecret } from '../secret.ts'
import type { BeginSession } from './begin-session.ts'
import type { Answered, PasskeyAnswer, PasskeyOutcome } from './passkey.ts'
import { challengeMs, createChallenges } from './passkey-challenges.ts'
import { algorithms, createProofs } from './passkey-proofs.ts'
import { createPasskeyStore, type KeptPasskey } from './passkey-store.ts'
import type { Passkeys, Session } from './port.ts'

type Settings = ServerSecret & { database: Database; clock: Clock; place: PasskeyPlace; begin: BeginSession }
type Proven = { passkey: KeptPasskey; isVerified: boolean }

const anybody = 'sign-in'
const newOf = (session: Session) => `new passkey of session ${session.id}`
const bytesOf = (text: string) => Buffer.from(text, 'base64url')

/** Passkeys on tables of our own, with the sessions of Better Auth's. */
export const createPasskeys = ({ database, clock, place, begin, ...secrets }: Settings): Passkeys => {
  const store = createPasskeyStore(database)
  const challenges = createChallenges({ ...secrets, database, clock })
  const proofs = createProofs(place)

  const prove = async ({ answer, sealed }: Answered<PasskeyAnswer>): Promise<PasskeyOutcome<Proven>> => {
    const taken = await challenges.take(sealed, anybody)
    const passkey = await store.find(bytesOf(answer.id))
    if (!passkey) return { kind: 'refused' }
    const whose = passkey.personId
    if (!taken || !isCalledSo(passkey, answer)) return { kind: 'refused', whose }
    const proof = await proofs.used(answer, taken.challenge, passkey.publicKey)
    if (!proof) return { kind: 'refused', whose }
    const isFirst = await store.noteUse(passkey.id, { ...proof, at: clock.now() })
    return isFirst ? { kind: 'accepted', passkey, isVerified: proof.isVerified } : { kind: 'copied', whose }
  }

  return {
    list: store.list,
    askForNew: async session => {
      const known = await store.list(session.person.id)
      const handle = (known[0]?.userHandle ?? randomBytes(32)).toString('base64url')
      const { challenge, ...kept } = challenges.make(newOf(session), handle)
      const { email, name } = session.person
      return {
        ...kept,
        options: {
          challenge,
          timeout: challengeMs,
          rp: { id: place.id, name: 'Frontdesk' },
          user: { id: handle, name: email, displayName: name },
          pubKeyCredParams: algorithms.map(alg => ({ type: 'public-key', alg })),
          excludeCredentials: known.map(({ credentialId }) => ({
            type: 'public-key',
            id: credentialId.toString('base64url'),
          })),
          authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
          attestation: 'none',
        },
      }
    },
    add: async (session, { answer, sealed, name }) => {
      const taken = await challenges.take(sealed, newOf(session))
      const made = taken && (await proofs.made(answer, taken.challenge))
      if (!made) return undefined
      const passkey = await store.insert({
        id: newId(),
        personId: session.person.id,
        name,
        credentialId: bytesOf(answer.id),
        publicKey: made.publicKey,
        userHandle: bytesOf(taken.beside),
        uses: made.uses,
        isSecondFactor: made.isVerified,
        createdAt: clock.now(),
      })
      if (passkey?.isSecondFactor && !session.hasShownFactor) await store.rest(session.id, passkey.id)
      return passkey
    },
    ask: () => {
      const { challenge, ...kept } = challenges.make(anybody)
      return { ...kept, options: { challenge, timeout: challengeMs, rpId: place.id, userVerification: 'preferred' } }
    },
    signIn: async (used, from) => {
      const outcome = await prove(used)
      if (outcome.kind !== 'accepted') return outcome
      const { passkey, isVerified } = outcome
      const session = await begin(passkey.personId, from, { passkeyId: passkey.id, isVerified })
      return session ? { kind: 'accepted', session } : { kind: 'refused', whose: passkey.personId }
    },
    show: async (session, used) => {
      const outcome = await prove(used)
      if (outcome.kind !== 'accepted') return outcome
      const isShown = outcome.isVerified && (await store.rest(session.id, outcome.passkey.id))
      return isShown ? { kind: 'accepted' } : { kind: 'refused', whose: session.person.id }
    },
    rename: (person, passkeyId, name) => store.rename(person.id, passkeyId, name),
    remove: (session, passkeyId) => store.remove(session.person.id, passkeyId, session.id),
  }
}

/** Devices say by which name they know the person; it is no secret, so there is nothing to time. */
const isCalledSo = ({ userHandle }: KeptPasskey, { response }: PasskeyAnswer) =>
  typeof response.userHandle === 'string' && bytesOf(response.userHandle).equals(userHandle)
