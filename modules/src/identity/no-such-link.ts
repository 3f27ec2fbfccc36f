import type { Platform } from '@frontdesk/platform/platform'
import { DomainError } from '#errors'
import type { Visit } from '../route.ts'
import { countAttempt } from './attempts.ts'

/** The same for all links that do not work. They count together, as guesses, and throw LimitReached after some. */
export const noSuchLink = async (platform: Platform, { ip }: Visit): Promise<DomainError> => {
  await countAttempt(platform, ip, 'no link')
  return new DomainError(
    'not-found',
    'This link does not work: it was used, has run out, or is not complete. Ask for a new one.',
  )
}
