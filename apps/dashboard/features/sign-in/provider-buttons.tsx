'use client'

import { Button } from '@mantine/core'
import { api } from '../../lib/api.ts'
import { beginProviderSignIn, listProviders } from '../../lib/endpoints.ts'
import { useQuery } from '../../lib/query.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { keepPlace } from './place.ts'

const load = () => api.call(listProviders)

/** The other ways in, where there are any; they come back to `ReturnScreen`. */
export const ProviderButtons = ({ next }: { next: string | null }) => {
  const providers = useQuery('sign-in-providers', load).value?.items ?? []
  const { start, working, problem } = useAction(async (provider: (typeof providers)[number]['id']) => {
    const { url } = await api.call(beginProviderSignIn, { body: { provider } })
    keepPlace(next)
    window.location.assign(url)
  })
  if (providers.length === 0) return null
  return (
    <div className="flex flex-col gap-3">
      <p className="text-center text-(--quiet)">or</p>
      {providers.map(({ id, name }) => (
        <Button key={id} variant="default" loading={working} onClick={() => void start(id)}>
          Continue with {name}
        </Button>
      ))}
      {problem !== undefined && <Problem thrown={problem} />}
    </div>
  )
}
