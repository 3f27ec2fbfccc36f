'use client'

import type { ModelConnection } from '@frontdesk/contract/model-connections'
import { IconPlugConnected } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { deleteModelConnection } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { ConnectionList } from './connection-list.tsx'
import { useConnections } from './connections.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const ConnectionForm = dynamic(() => import('./connection-form.tsx').then(({ ConnectionForm }) => ConnectionForm), {
  ssr: false,
})
const TryConnection = dynamic(() => import('./try-connection.tsx').then(({ TryConnection }) => TryConnection), {
  ssr: false,
})

type Open = { dialog: 'edit' | 'try' | 'delete'; connection: ModelConnection } | { dialog: 'new' }

/** The model providers that the organization uses under keys of its own. */
export const ModelsScreen = () => {
  const whyNotSee = useWhyNot('agents.read')
  const whyNot = useWhyNot('model-connections.manage')
  const { value, problem } = useConnections()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const remove = async (connection: ModelConnection) => {
    await api.call(deleteModelConnection, { parameters: { modelConnectionId: connection.id } })
    await refresh('model-connections')
  }
  const make = (
    <GatedButton whyNot={whyNot} onClick={() => setOpen({ dialog: 'new' })}>
      New connection
    </GatedButton>
  )
  const hint = whyNotSee ?? whyNot
  return (
    <SettingsPage>
      <section aria-labelledby="models" className="flex flex-col gap-3">
        <header className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="models" className="text-[16px] font-semibold">
            Model connections
          </h2>
          {value !== undefined && value.length > 0 && make}
        </header>
        {hint && <p className="text-(--quiet)">{hint}</p>}
        {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('model-connections')} />}
        {value === undefined && problem === undefined && whyNotSee === undefined && <SkeletonRows />}
        {value?.length === 0 && (
          <EmptyState icon={IconPlugConnected} title="No connections" action={make}>
            Connect OpenAI, Anthropic, Google or a server of your own under a key of yours, and choose it for an agent.
            Until then agents use the model of this installation.
          </EmptyState>
        )}
        {value !== undefined && value.length > 0 && (
          <ConnectionList
            connections={value}
            onEdit={connection => setOpen({ dialog: 'edit', connection })}
            onTry={connection => setOpen({ dialog: 'try', connection })}
            onDelete={connection => setOpen({ dialog: 'delete', connection })}
          />
        )}
      </section>
      {open?.dialog === 'new' && <ConnectionForm connection={undefined} onClose={close} />}
      {open?.dialog === 'edit' && <ConnectionForm connection={open.connection} onClose={close} />}
      {open?.dialog === 'try' && <TryConnection connection={open.connection} onClose={close} />}
      {open?.dialog === 'delete' && (
        <Confirm
          title={`Delete ${open.connection.name}?`}
          action="Delete"
          onConfirm={() => remove(open.connection)}
          onClose={close}
        >
          Its key is removed at once. It can go only while no agent uses it.
        </Confirm>
      )}
    </SettingsPage>
  )
}
