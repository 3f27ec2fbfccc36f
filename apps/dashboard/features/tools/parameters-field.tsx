import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { JsonField } from '../../ui/json-field.tsx'
import { type ParameterRow, type ParameterType, parameterTypes, rowsOf, schemaTextOf } from './parameter-rows.ts'

type Props = { text: string; wrong: string | undefined; locked: boolean; onChange: (text: string) => void }

/** What an agent gives, parameter by parameter; a schema that says more is written as JSON. */
export const ParametersField = ({ text, wrong, locked, onChange }: Props) => {
  const id = useId()
  const [shown, setShown] = useState({ text, rows: rowsOf(text) })
  // Rows that have no name yet are not in the text, so they are kept beside it until it comes from elsewhere.
  if (shown.text !== text) setShown({ text, rows: rowsOf(text) })
  const { rows } = shown
  if (!rows)
    return (
      <JsonField
        label="Parameters"
        description="What the agent gives, as a JSON Schema of an object"
        rows={10}
        readOnly={locked}
        wrong={wrong}
        value={text}
        onChange={onChange}
      />
    )
  const change = (next: ParameterRow[]) => {
    const written = schemaTextOf(next)
    setShown({ text: written, rows: next })
    onChange(written)
  }
  const blank: ParameterRow = { name: '', type: 'text', description: '', isNeeded: true }
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0" aria-describedby={id}>
      <legend className="p-0 text-[14px] font-semibold">Parameters</legend>
      <p id={id} className="text-[12px] text-(--quiet)">
        What the agent gives or Frontdesk fills in; each has to stand in the query
      </p>
      {rows.map((row, place) => (
        <Row
          key={String(place)}
          row={row}
          number={place + 1}
          locked={locked}
          onChange={changed => change(rows.map((other, at) => (at === place ? { ...other, ...changed } : other)))}
          onRemove={() => change(rows.filter((_, at) => at !== place))}
        />
      ))}
      {wrong && (
        <p role="alert" className="text-[12px] text-(--bad)">
          {wrong}
        </p>
      )}
      <Button
        size="compact-sm"
        variant="default"
        className="self-start"
        disabled={locked}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => change([...rows, blank])}
      >
        Add parameter
      </Button>
    </fieldset>
  )
}

type RowProps = {
  row: ParameterRow
  number: number
  locked: boolean
  onChange: (change: Partial<ParameterRow>) => void
  onRemove: () => void
}

const Row = ({ row: { name, type, description, isNeeded }, number, locked, onChange, onRemove }: RowProps) => (
  <div className="flex flex-wrap items-center gap-2 max-md:border-b max-md:pb-3">
    <TextInput
      aria-label={`Name of parameter ${number}`}
      placeholder="Name"
      className="min-w-0 flex-1 basis-[110px]"
      spellCheck={false}
      maxLength={200}
      readOnly={locked}
      value={name}
      onChange={event => onChange({ name: event.currentTarget.value })}
    />
    <NativeSelect
      aria-label={`Type of parameter ${number}`}
      className="flex-1 basis-[130px]"
      disabled={locked}
      value={type}
      onChange={event => onChange({ type: event.currentTarget.value as ParameterType })}
      data={Object.entries(parameterTypes).map(([value, label]) => ({ value, label }))}
    />
    <TextInput
      aria-label={`Description of parameter ${number}`}
      placeholder="What it is, for the agent"
      className="min-w-0 flex-[2] basis-[170px]"
      dir="auto"
      readOnly={locked}
      value={description}
      onChange={event => onChange({ description: event.currentTarget.value })}
    />
    <Checkbox
      label="Needed"
      aria-label={`Parameter ${number} is needed`}
      disabled={locked}
      checked={isNeeded}
      onChange={event => onChange({ isNeeded: event.currentTarget.checked })}
    />
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      disabled={locked}
      aria-label={`Remove parameter ${number}`}
      onClick={onRemove}
    >
      <IconX size={16} stroke={1.7} />
    </ActionIcon>
  </div>
)
