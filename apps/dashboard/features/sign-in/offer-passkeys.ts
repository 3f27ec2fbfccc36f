import type { PasskeyAnswer } from '@frontdesk/contract/passkeys'
import { api } from '../../lib/api.ts'
import { beginPasskeySignIn } from '../../lib/endpoints.ts'
import { askForPasskey } from '../../lib/passkeys.ts'

// What is asked is good for five minutes, and for the tab that asked last.
const askAgainMs = 4 * 60_000

/** Has the browser offer passkeys where it fills in the address, until one is chosen. Returns how to stop. */
export const offerPasskeys = (onChosen: (answer: PasskeyAnswer) => void): (() => void) => {
  let asking = new AbortController()
  const ask = async () => {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
    const options = await api.call(beginPasskeySignIn, {}, { signal })
    const answer = await askForPasskey(options, { mediation: 'conditional', signal })
    if (!signal.aborted) onChosen(answer)
  }
  // Whoever did not choose one has another way in before them, and needs no word about this one.
  const offer = () => void ask().catch(() => {})
  const offerInFront = () => {
    if (document.visibilityState === 'visible') offer()
  }
  offer()
  const timer = setInterval(offer, askAgainMs)
  document.addEventListener('visibilitychange', offerInFront)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', offerInFront)
    asking.abort()
  }
}
