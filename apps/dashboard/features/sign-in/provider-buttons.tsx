import { Button } from '@mantine/core'
import { api } from '../../lib/api.ts'
import { beginProviderSignIn } from '../../lib/endpoints.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { keepPlace } from './place.ts'
import type { useWaysIn } from './ways-in.ts'

type Providers = NonNullable<ReturnType<typeof useWaysIn>>['items']

/** Other services; they come back to `ReturnScreen`. */
export const ProviderButtons = ({ providers, next }: { providers: Providers; next: string | null }) => {
  const { start, working, problem } = useAction(async (provider: Providers[number]['id']) => {
    const { url } = await api.call(beginProviderSignIn, { body: { provider } })
    keepPlace(next)
    window.location.assign(url)
  })
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
