import type { Session } from '@frontdesk/platform/sign-in/port'
import { DomainError } from '#errors'

/** What a person has set up, their session has to show, wherever it works. */
export const owesCode = ({ hasFactor, hasShownFactor }: Session): boolean => hasFactor && !hasShownFactor

/** The one gate before everything that a session may do, whatever the way in. Throws what is missing. */
export const mustBeComplete = (lacks: 'code' | 'factor' | undefined): void => {
  if (lacks === undefined) return
  throw new DomainError(
    'second-factor-required',
    lacks === 'code'
      ? 'Enter the code of your authenticator app to go on.'
      : 'This organization asks for a second factor. Set one up to go on.',
  )
}
