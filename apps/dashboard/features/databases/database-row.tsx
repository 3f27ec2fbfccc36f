import type { DatabaseConnection } from '@frontdesk/contract/database-connections'
import { useWhyNot } from '../../lib/can.ts'
import { paths } from '../../lib/paths.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { useGo } from '../../ui/link.tsx'
import { dialects } from './database-draft.ts'

type Props = { connection: DatabaseConnection; onDo: (dialog: 'edit' | 'try' | 'delete') => void }

/** A database: where it is, who we are there, what may be read, and the way to a question that asks it. */
export const DatabaseRow = ({ connection, onDo }: Props) => {
  const { id, name, dialect, host, port, database, user, relations } = connection
  const go = useGo()
  const whyNotAsk = useWhyNot('tools.write')
  const look = { size: 'compact-sm', variant: 'default' } as const
  const gated = { ...look, whyNot: useWhyNot('database-connections.manage') }
  return (
    <li className="flex flex-col gap-x-6 gap-y-1 border-b py-3 md:flex-row md:items-center">
      <span className="font-medium [overflow-wrap:anywhere] md:w-48 md:shrink-0" dir="auto">
        {name}
      </span>
      <p className="flex min-w-0 flex-1 flex-wrap gap-x-4 text-[13px] text-(--quiet)">
        <span>{dialects[dialect]}</span>
        <span className="[overflow-wrap:anywhere]">
          {user}@{host}:{port}
          {database !== null && `/${database}`}
        </span>
        <span title={relations.join(', ')}>
          {relations.length === 1 ? '1 table may be read' : `${relations.length} tables may be read`}
        </span>
      </p>
      <div className="flex flex-wrap gap-2 max-md:mt-1">
        <GatedButton
          {...look}
          whyNot={whyNotAsk}
          aria-label={`New question to ${name}`}
          onClick={() => go(paths.newQuery(id))}
        >
          New question
        </GatedButton>
        <GatedButton {...gated} aria-label={`Try ${name}`} onClick={() => onDo('try')}>
          Try
        </GatedButton>
        <GatedButton {...gated} aria-label={`Edit ${name}`} onClick={() => onDo('edit')}>
          Edit
        </GatedButton>
        <GatedButton {...gated} aria-label={`Disconnect ${name}`} onClick={() => onDo('delete')}>
          Disconnect
        </GatedButton>
      </div>
    </li>
  )
}
