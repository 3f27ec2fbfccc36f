import type { ModelConnection } from '@frontdesk/contract/model-connections'
import { useWhyNot } from '../../lib/can.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { providers } from './provider-words.ts'

type Act = (connection: ModelConnection) => void
type Props = { connections: readonly ModelConnection[]; onEdit: Act; onTry: Act; onDelete: Act }

/** The connections in rows: whose models, at which address, under which key. */
export const ConnectionList = ({ connections, ...rest }: Props) => (
  <ul aria-label="Model connections" className="border-t">
    {connections.map(connection => (
      <Row key={connection.id} connection={connection} {...rest} />
    ))}
  </ul>
)

type RowProps = Omit<Props, 'connections'> & { connection: ModelConnection }

const Row = ({ connection, onEdit, onTry, onDelete }: RowProps) => {
  const { name, provider, baseUrl, keyHint } = connection
  const look = { size: 'compact-sm', variant: 'default', whyNot: useWhyNot('model-connections.manage') } as const
  return (
    <li className="flex flex-col gap-x-6 gap-y-1 border-b py-3 md:flex-row md:items-center">
      <span className="font-medium [overflow-wrap:anywhere] md:w-48 md:shrink-0" dir="auto">
        {name}
      </span>
      <p className="flex min-w-0 flex-1 flex-wrap gap-x-4 text-[13px] text-(--quiet)">
        <span>{providers[provider]}</span>
        {baseUrl !== null && <span className="[overflow-wrap:anywhere]">{baseUrl}</span>}
        <span>{keyHint === '' ? 'No key, or a short one' : `Key ends in ${keyHint}`}</span>
      </p>
      <div className="flex flex-wrap gap-2 max-md:mt-1">
        <GatedButton {...look} aria-label={`Try ${name}`} onClick={() => onTry(connection)}>
          Try
        </GatedButton>
        <GatedButton {...look} aria-label={`Edit ${name}`} onClick={() => onEdit(connection)}>
          Edit
        </GatedButton>
        <GatedButton {...look} aria-label={`Delete ${name}`} onClick={() => onDelete(connection)}>
          Delete
        </GatedButton>
      </div>
    </li>
  )
}
