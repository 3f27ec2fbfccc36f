import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'

export type Pair = { name: string; value: string }

type Props<P extends Pair> = {
  legend: string
  /** One of them, as in "Add header". */
  one: string
  description: string
  pairs: readonly P[]
  blank: P
  onChange: (pairs: P[]) => void
  wrong?: string | undefined
  readOnly: boolean
  /** In the place of a plain text for the value. */
  valueField?: (pair: P, label: string, onValue: (value: string) => void) => ReactNode
}

/** Names with their values, one line for each. */
export const PairsField = <P extends Pair>(props: Props<P>) => {
  const { legend, one, description, pairs, blank, onChange, wrong, readOnly, valueField } = props
  const id = useId()
  const edit = (index: number, change: Partial<Pair>) =>
    onChange(pairs.map((pair, other) => (other === index ? { ...pair, ...change } : pair)))
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0" aria-describedby={id}>
      <legend className="p-0 text-[14px] font-semibold">{legend}</legend>
      <p id={id} className="text-[12px] text-(--quiet)">
        {description}
      </p>
      {pairs.map((pair, index) => {
        const label = `Value of ${one} ${index + 1}`
        return (
          <div key={String(index)} className="flex items-start gap-2">
            <TextInput
              aria-label={`Name of ${one} ${index + 1}`}
              placeholder="Name"
              className="min-w-0 flex-1"
              spellCheck={false}
              maxLength={200}
              readOnly={readOnly}
              value={pair.name}
              onChange={event => edit(index, { name: event.currentTarget.value })}
            />
            <div className="min-w-0 flex-[1.4]">
              {valueField?.(pair, label, value => edit(index, { value })) ?? (
                <TextInput
                  aria-label={label}
                  placeholder="Value"
                  spellCheck={false}
                  maxLength={2_000}
                  readOnly={readOnly}
                  value={pair.value}
                  onChange={event => edit(index, { value: event.currentTarget.value })}
                />
              )}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              disabled={readOnly}
              aria-label={`Remove ${one} ${index + 1}`}
              onClick={() => onChange(pairs.filter((_, other) => other !== index))}
            >
              <IconX size={16} stroke={1.7} />
            </ActionIcon>
          </div>
        )
      })}
      {wrong && (
        <p role="alert" className="text-[12px] text-(--bad)">
          {wrong}
        </p>
      )}
      <Button
        size="compact-sm"
        variant="default"
        className="self-start"
        disabled={readOnly}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...pairs, blank])}
      >
        Add {one}
      </Button>
    </fieldset>
  )
}
