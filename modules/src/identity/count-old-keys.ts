import type { Platform } from '@frontdesk/platform/platform'
import { idOfSecret } from '@frontdesk/platform/secret'
import { countOldHashes } from './store.ts'

/** How many API keys were not used since the server's secret is the one of today: without the one before they stop working. */
export const countOldKeys = (platform: Platform): Promise<number> =>
  countOldHashes(platform, idOfSecret(platform.config.secret))
