import type { ApiKey } from '@frontdesk/contract/accounts'
import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listApiKeys, revokeApiKey } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { KeyTable } from './key-table.tsx'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const NewKey = dynamic(() => import('./new-key.tsx').then(({ NewKey }) => NewKey), { ssr: false })

const loadKeys = () => api.call(listApiKeys)

/** The keys with which programs come in. */
export const ApiKeys = () => {
  const whyNot = useWhyNot('api-keys.manage')
  const { value, problem } = useQuery(whyNot === undefined ? 'api-keys' : null, loadKeys)
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<ApiKey>()
  const end = async () => {
    if (ending) await api.call(revokeApiKey, { parameters: { apiKeyId: ending.id } })
    await refresh('api-keys')
  }
  const make = (
    <GatedButton whyNot={whyNot} onClick={() => setMaking(true)}>
      New API key
    </GatedButton>
  )
  return (
    <section aria-labelledby="api-keys" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="api-keys" className="text-[16px] font-semibold">
          API keys
        </h2>
        <div className="flex flex-wrap gap-2">
          <Button variant="default" component="a" href={paths.apiReference}>
            API reference
          </Button>
          {(value === undefined || value.items.length > 0) && make}
        </div>
      </header>
      {whyNot && <p className="text-(--quiet)">{whyNot}</p>}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('api-keys')} />}
      {value === undefined && problem === undefined && whyNot === undefined && <SkeletonRows count={3} />}
      {value?.items.length === 0 && (
        <EmptyState icon={IconKey} title="No API keys" action={make}>
          With a key your own programs can do whatever this dashboard can, within the permissions that you give it.
        </EmptyState>
      )}
      {value !== undefined && value.items.length > 0 && <KeyTable keys={value.items} onRevoke={setEnding} />}
      {making && <NewKey onClose={() => setMaking(false)} />}
      {ending && (
        <Confirm title={`Revoke ${ending.name}?`} action="Revoke" onConfirm={end} onClose={() => setEnding(undefined)}>
          Whatever uses this key is refused from now on. This cannot be undone.
        </Confirm>
      )}
    </section>
  )
}
