import type { ProviderId } from '@frontdesk/contract/providers'
import { api } from '../../lib/api.ts'
import { beginProviderSignIn } from '../../lib/endpoints.ts'
import type { Errand } from './errand.ts'
import { ProviderButtons } from './provider-buttons.tsx'
import { useWaysIn } from './ways-in.ts'

/** The other services that open an account, where there are any; with an invitation they join as well. */
export const OtherServices = ({ errand, invitation }: { errand: Errand; invitation?: string }) => {
  const begin = (provider: ProviderId) =>
    api.call(beginProviderSignIn, { body: { provider, ...(invitation && { invitation }) } })
  return <ProviderButtons providers={useWaysIn()?.items ?? []} errand={errand} begin={begin} />
}
