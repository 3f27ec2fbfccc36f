import type { ProviderId } from '@frontdesk/contract/providers'
import { useAction } from '../../ui/use-action.ts'
import { type Errand, keepErrand } from './errand.ts'

/** Goes to another service, and from there to `ReturnScreen`. */
export const useTrip = (errand: Errand, begin: (provider: ProviderId) => Promise<{ url: string }>) =>
  useAction(async (provider: ProviderId) => {
    const { url } = await begin(provider)
    keepErrand(errand)
    window.location.assign(url)
  })
