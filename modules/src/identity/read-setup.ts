import type { Platform } from '@frontdesk/platform/platform'
import { hasOrganization } from './store.ts'

export async function readSetup(platform: Platform) {
  const { defaultName, named } = platform.models
  return {
    needed: !(await hasOrganization(platform)),
    defaultModel: defaultName,
    provider: named(defaultName).provider,
  }
}
