import { NativeSelect, TextInput } from '@mantine/core'
import { JsonField } from '../../ui/json-field.tsx'
import type { ArgumentField } from './argument-fields.ts'

type Props = {
  fields: readonly ArgumentField[]
  written: Record<string, string>
  onWrite: (name: string, text: string) => void
}

/** A field for each parameter of a tool. */
export const ArgumentForm = ({ fields, written, onWrite }: Props) =>
  fields.map(field => (
    <Argument
      key={field.name}
      field={field}
      text={written[field.name] ?? field.start}
      onWrite={text => onWrite(field.name, text)}
    />
  ))

type ArgumentProps = { field: ArgumentField; text: string; onWrite: (text: string) => void }

const Argument = ({ field: { name, kind, description, required, choices }, text, onWrite }: ArgumentProps) => {
  const about = {
    label: name,
    description: [description, required ? '' : 'May stay empty'].filter(Boolean).join(' · ') || undefined,
  }
  const heard = {
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => onWrite(event.currentTarget.value),
  }
  if (kind === 'json') return <JsonField {...about} rows={5} optional={!required} value={text} onChange={onWrite} />
  if (kind === 'text' || kind === 'number')
    return (
      <TextInput
        {...about}
        {...heard}
        dir="auto"
        {...(kind === 'number' && { type: 'number', inputMode: 'decimal', step: 'any' })}
      />
    )
  const data = kind === 'yes-no' ? ['yes', 'no'] : choices
  return <NativeSelect {...about} {...heard} data={['', ...data]} />
}
