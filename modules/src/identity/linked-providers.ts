import type { ProviderId } from '@frontdesk/contract/providers'
import type { Platform } from '@frontdesk/platform/platform'
import type { Person } from '@frontdesk/platform/sign-in/port'
import { offeredProviders } from './provider-trip.ts'

type Linked = { id: ProviderId; name: string; linkedAt: Date }

/** The services that the person can sign in with here; one that is not offered any more opens nothing. */
export const linkedProviders = async (platform: Platform, { id: personId }: Person): Promise<Linked[]> => {
  const linked = (await platform.signIn.provenAccounts?.linked(personId)) ?? []
  return linked.flatMap(({ provider, linkedAt }) => {
    const config = offeredProviders(platform).find(each => each.config.id === provider)?.config
    return config ? [{ id: config.id, name: config.name, linkedAt }] : []
  })
}
