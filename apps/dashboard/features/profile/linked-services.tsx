import type { ProviderId } from '@frontdesk/contract/providers'
import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { beginProviderLink, unlinkProvider } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { Moment } from '../../ui/moment.tsx'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useTrip } from '../sign-in/use-trip.ts'
import { useWaysIn } from '../sign-in/ways-in.ts'
import { useLinkedServices } from './use-linked-services.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })

/** Which other services open one's account; there is nothing to see where none is offered. */
export const LinkedServices = () => {
  const offered = useWaysIn()?.items ?? []
  const { value, problem } = useLinkedServices()
  if (offered.length === 0) return null
  return (
    <section aria-labelledby="services" className="flex flex-col gap-3">
      <div>
        <h2 id="services" className="text-[16px] font-semibold">
          Other services
        </h2>
        <p className="text-(--quiet)">What you can sign in with beside your password, or instead of it.</p>
      </div>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('linked-services')} />}
      <ul aria-label="Other services" className="border-t">
        {offered.map(service => (
          <ServiceRow
            key={service.id}
            {...service}
            isKnown={value !== undefined}
            linkedAt={value?.items.find(({ id }) => id === service.id)?.linkedAt}
          />
        ))}
      </ul>
    </section>
  )
}

type Row = { id: ProviderId; name: string; isKnown: boolean; linkedAt: string | undefined }

const ServiceRow = ({ id, name, isKnown, linkedAt }: Row) => {
  const [unlinking, setUnlinking] = useState(false)
  const begin = (provider: ProviderId) => api.call(beginProviderLink, { body: { provider } })
  const { start, working, problem } = useTrip({ to: 'link', next: paths.profile }, begin)
  const unlink = async () => {
    await api.call(unlinkProvider, { body: { provider: id } })
    void notify(`${name} no longer opens your account`)
    await refresh('linked-services')
  }
  return (
    <li className="border-b py-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 flex-1 basis-[140px] truncate font-medium" dir="auto">
          {name}
        </span>
        {linkedAt !== undefined && (
          <span className="text-[13px] text-(--quiet)">
            Linked <Moment at={linkedAt} />
          </span>
        )}
        <Button
          size="compact-sm"
          variant="default"
          className="w-[88px]"
          aria-label={linkedAt === undefined ? `Link ${name}` : `Unlink ${name}`}
          disabled={!isKnown}
          loading={working}
          onClick={() => (linkedAt === undefined ? void start(id) : setUnlinking(true))}
        >
          {linkedAt === undefined ? 'Link' : 'Unlink'}
        </Button>
      </div>
      {problem !== undefined && <Problem thrown={problem} />}
      {unlinking && (
        <Confirm title={`Unlink ${name}?`} action="Unlink" onConfirm={unlink} onClose={() => setUnlinking(false)}>
          You can no longer sign in with it. Sessions that are open stay so.
        </Confirm>
      )}
    </li>
  )
}
