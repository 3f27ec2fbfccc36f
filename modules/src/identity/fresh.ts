import type { Session } from '@frontdesk/platform/sign-in/port'
import { DomainError } from '#errors'

const freshMs = 5 * 60_000

type Proof = Pick<Session, 'provenAt'>

/** Until when the session does what asks for a fresh one; undefined once that is over. */
export const freshUntil = ({ provenAt }: Proof, now: Date): Date | undefined => {
  const until = provenAt && new Date(provenAt.getTime() + freshMs)
  return until && until > now ? until : undefined
}

/** Before what would give an account or the organization away to whoever finds a browser open. */
export const mustBeFresh = (proof: Proof, now: Date): void => {
  if (freshUntil(proof, now)) return
  throw new DomainError(
    'confirmation-required',
    'Confirm first that it is you: you last did so more than five minutes ago.',
  )
}
