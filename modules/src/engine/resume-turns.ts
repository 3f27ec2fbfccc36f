import type { Platform } from '@frontdesk/platform/platform'
import { goOn } from './go-on.ts'
import { claimDecided } from './lease-store.ts'

/**
 * Goes on with turns that waited for a person and wait no longer. One whose conversation has another answer under way
 * comes in a later round.
 */
export const resumeTurns = async (platform: Platform, organizationId?: string): Promise<void> => {
  for (const turn of await claimDecided(platform, organizationId)) void goOn(platform, turn)
}
