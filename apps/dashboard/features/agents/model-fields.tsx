import { NativeSelect, TextInput } from '@mantine/core'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import { useConnections } from '../models/connections.ts'
import { providers } from '../models/provider-words.ts'
import type { Draft } from './agent-draft.ts'

type Props = { draft: Draft; wrong: Record<string, string>; onChange: (draft: Draft) => void; locked: boolean }

/** Whose model answers, which one, and how strictly it keeps to the likeliest word. */
export const ModelFields = ({ draft, wrong, onChange, locked }: Props) => {
  const connections = useConnections().value ?? []
  const write = (name: 'model' | 'temperature') => ({
    value: draft[name],
    error: wrong[name],
    readOnly: locked,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value }),
  })
  const isOwn = draft.modelConnectionId !== ''
  const isListed = connections.some(({ id }) => id === draft.modelConnectionId)
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <div className="flex flex-col gap-1 md:col-span-2">
        <NativeSelect
          label="Model connection"
          description="Whose models these are"
          disabled={locked}
          error={wrong.modelConnectionId}
          value={draft.modelConnectionId}
          onChange={event => onChange({ ...draft, modelConnectionId: event.currentTarget.value })}
          data={[
            { value: '', label: 'The model of this installation' },
            ...(isOwn && !isListed ? [{ value: draft.modelConnectionId, label: 'The chosen connection' }] : []),
            ...connections.map(({ id, name, provider }) => ({ value: id, label: `${name} (${providers[provider]})` })),
          ]}
        />
        <AppLink href={paths.models} className="self-start text-[13px] text-(--accent) underline">
          Model connections
        </AppLink>
      </div>
      <TextInput
        {...write('model')}
        label="Model"
        description={isOwn ? 'As the provider calls it' : 'Empty: the default of this installation'}
        placeholder="gpt-4o-mini"
        spellCheck={false}
        maxLength={200}
      />
      <TextInput
        {...write('temperature')}
        label="Temperature"
        description="0 is strict, 2 is wild; empty: the model's own"
        type="number"
        inputMode="decimal"
        min={0}
        max={2}
        step={0.1}
      />
    </div>
  )
}
