'use client'

import type { DatabaseConnection } from '@frontdesk/contract/database-connections'
import { IconDatabase, IconPlus } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { deleteDatabaseConnection } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ToolsPage } from '../tools/tools-page.tsx'
import { DatabaseRow } from './database-row.tsx'
import { useDatabases } from './databases.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const DatabaseForm = dynamic(() => import('./database-form.tsx').then(({ DatabaseForm }) => DatabaseForm), {
  ssr: false,
})
const TryDatabase = dynamic(() => import('./try-database.tsx').then(({ TryDatabase }) => TryDatabase), { ssr: false })

type Open = { dialog: 'edit' | 'try' | 'delete'; connection: DatabaseConnection } | { dialog: 'new' }

/** The organization's own databases, and what of them tools may read. */
export const DatabasesScreen = () => {
  const whyNotSee = useWhyNot('tools.read')
  const whyNot = useWhyNot('database-connections.manage')
  const { value, problem } = useDatabases()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const remove = async ({ id }: DatabaseConnection) => {
    await api.call(deleteDatabaseConnection, { parameters: { databaseConnectionId: id } })
    await refresh('databases')
  }
  const connect = (
    <GatedButton
      whyNot={whyNot}
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setOpen({ dialog: 'new' })}
    >
      Connect a database
    </GatedButton>
  )
  const hint = whyNotSee ?? whyNot
  return (
    <ToolsPage actions={value?.length ? connect : undefined}>
      {hint && <p className="mb-3 text-(--quiet)">{hint}</p>}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('databases')} />}
      {value === undefined && problem === undefined && whyNotSee === undefined && <SkeletonRows />}
      {value?.length === 0 && (
        <EmptyState icon={IconDatabase} title="No databases" action={connect}>
          Connect a PostgreSQL or MySQL database of yours, say which tables may be read, and write each question that an
          agent may ask as a tool. It never writes SQL itself.
        </EmptyState>
      )}
      {value !== undefined && value.length > 0 && (
        <ul aria-label="Databases" className="border-t">
          {value.map(connection => (
            <DatabaseRow key={connection.id} connection={connection} onDo={dialog => setOpen({ dialog, connection })} />
          ))}
        </ul>
      )}
      {(open?.dialog === 'new' || open?.dialog === 'edit') && (
        <DatabaseForm
          connection={open.dialog === 'edit' ? open.connection : undefined}
          onClose={close}
          onKept={connection => setOpen({ dialog: 'try', connection })}
        />
      )}
      {open?.dialog === 'try' && <TryDatabase connection={open.connection} onClose={close} />}
      {open?.dialog === 'delete' && (
        <Confirm
          title={`Disconnect ${open.connection.name}?`}
          action="Disconnect"
          onConfirm={() => remove(open.connection)}
          onClose={close}
        >
          Its password is removed at once. It can go only while no tool asks it.
        </Confirm>
      )}
    </ToolsPage>
  )
}
