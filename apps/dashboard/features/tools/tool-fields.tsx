import type { ToolApproval, ToolEffect } from '@frontdesk/contract/tools'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { JsonField } from '../../ui/json-field.tsx'
import { PairsField } from '../../ui/pairs-field.tsx'
import { RequestFields } from './request-fields.tsx'
import type { Draft } from './tool-draft.ts'
import { approvals, boundValues, effects, options } from './tool-words.ts'

type Props = { draft: Draft; problem: unknown; onChange: (change: Partial<Draft>) => void; locked: boolean }

/** The fields of a tool that calls an address, each with what it does. */
export const ToolFields = ({ draft, problem, onChange, locked }: Props) => (
  <>
    <TextInput
      label="Name"
      description="Agents know it by this"
      placeholder="Look up order"
      required
      withAsterisk={false}
      maxLength={100}
      dir="auto"
      readOnly={locked}
      error={problemAt(problem, '/name')}
      value={draft.name}
      onChange={event => onChange({ name: event.currentTarget.value })}
    />
    <Textarea
      label="Description"
      description="What it does and when to call it, in words for the agent"
      placeholder="Status, items and tracking of one order, by its number."
      rows={3}
      maxLength={4_000}
      dir="auto"
      readOnly={locked}
      error={problemAt(problem, '/description')}
      value={draft.description}
      onChange={event => onChange({ description: event.currentTarget.value })}
    />
    <RequestFields draft={draft} problem={problem} onChange={onChange} locked={locked} />
    <JsonField
      label="Parameters"
      description="What the agent gives, as a JSON Schema of an object. {name} in the request is the parameter of that name."
      rows={10}
      readOnly={locked}
      wrong={problemAt(problem, '/parameters')}
      value={draft.parameters}
      onChange={parameters => onChange({ parameters })}
    />
    <PairsField
      legend="Filled in by Frontdesk"
      one="parameter"
      description="Parameters that no agent sees or chooses"
      pairs={draft.bound}
      blank={{ name: '', value: 'customer.id' }}
      wrong={problemAt(problem, '/bound')}
      readOnly={locked}
      onChange={bound => onChange({ bound })}
      valueField={({ value }, label, onValue) => (
        <NativeSelect
          aria-label={label}
          disabled={locked}
          value={value}
          onChange={event => onValue(event.currentTarget.value)}
          data={Object.entries(boundValues).map(([of, words]) => ({ value: of, label: words }))}
        />
      )}
    />
    <NativeSelect
      label="Effect"
      description="What a call does decides what happens after a crash, and what needs approval"
      disabled={locked}
      value={draft.effect}
      onChange={event => onChange({ effect: event.currentTarget.value as ToolEffect })}
      data={options(effects)}
    />
    <NativeSelect
      label="Approval"
      description="Whether a person decides before it runs"
      disabled={locked}
      value={draft.approval}
      onChange={event => onChange({ approval: event.currentTarget.value as ToolApproval })}
      data={options(approvals)}
    />
    <TextInput
      label="Gives up after"
      description="Seconds, 60 at most"
      type="number"
      inputMode="decimal"
      min={0.1}
      max={60}
      step={0.1}
      className="md:max-w-[200px]"
      readOnly={locked}
      error={problemAt(problem, '/timeoutMs')}
      value={draft.seconds}
      onChange={event => onChange({ seconds: event.currentTarget.value })}
    />
  </>
)
