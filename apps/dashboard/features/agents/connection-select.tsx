import { NativeSelect } from '@mantine/core'
import { useConnections } from '../models/connections.ts'
import { providers } from '../models/provider-words.ts'

type Props = {
  label: string
  description: string
  /** Empty: the installation's own models. */
  value: string
  error: string | undefined
  locked: boolean
  onChange: (id: string) => void
}

/** Whose models: the installation's own, or a connection's. */
export const ConnectionSelect = ({ label, description, value, error, locked, onChange }: Props) => {
  const connections = useConnections().value ?? []
  const isListed = connections.some(({ id }) => id === value)
  return (
    <NativeSelect
      label={label}
      description={description}
      disabled={locked}
      error={error}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: 'The model of this installation' },
        ...(value !== '' && !isListed ? [{ value, label: 'The chosen connection' }] : []),
        ...connections.map(({ id, name, provider }) => ({ value: id, label: `${name} (${providers[provider]})` })),
      ]}
    />
  )
}
