import type { Session } from '@frontdesk/platform/sign-in/port'
import { DomainError } from '#errors'

/** What a person has set up, their session has to show, wherever it works. */
export const owesCode = ({ hasFactor, hasShownFactor }: Session): boolean => hasFactor && !hasShownFactor

/** The one gate before everything that a session may do, whatever the way in. Throws what is missing. */
export const mustBeComplete = (lacks: keyof typeof whatToDo | undefined): void => {
  if (lacks !== undefined) throw new DomainError('second-factor-required', whatToDo[lacks])
}

const whatToDo = {
  code: 'Enter the code of your authenticator app to go on.',
  factor: 'This organization asks for a second factor. Set one up to go on.',
  passkey: 'Show one of your passkeys to go on.',
}
