import type { ProviderId } from '@frontdesk/contract/providers'
import { Button } from '@mantine/core'
import { Problem } from '../../ui/problem.tsx'
import type { Errand } from './errand.ts'
import { useTrip } from './use-trip.ts'

type Props = {
  providers: readonly { id: ProviderId; name: string }[]
  errand: Errand
  begin: (provider: ProviderId) => Promise<{ url: string }>
}

/** One button for each service that the person may go to. */
export const ProviderButtons = ({ providers, errand, begin }: Props) => {
  const { start, working, problem } = useTrip(errand, begin)
  return (
    <>
      {providers.map(({ id, name }) => (
        <Button key={id} variant="default" loading={working} onClick={() => void start(id)}>
          Continue with {name}
        </Button>
      ))}
      {problem !== undefined && <Problem thrown={problem} />}
    </>
  )
}
