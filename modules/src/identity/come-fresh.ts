import type { Platform } from '@frontdesk/platform/platform'
import { authenticate, type Credentials } from './authenticate.ts'
import { mustBeComplete } from './complete.ts'
import { mustBeFresh } from './fresh.ts'

/**
 * The same for what is asked at the door, where there is no Ctx. Whoever has no session is left to the verb, which
 * refuses keys and nobody in its own words.
 */
export const mustComeFresh = async (platform: Platform, credentials: Credentials): Promise<void> => {
  const identity = await authenticate(platform, credentials)
  if (!identity?.session) return
  if (identity.lacks === 'code') mustBeComplete('code')
  mustBeFresh(identity.session, platform.clock.now())
}
