import type { ToolApproval, ToolEffect } from '@frontdesk/contract/tools'
import { NativeSelect, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { PairsField } from '../../ui/pairs-field.tsx'
import type { FieldsProps } from './tool-draft.ts'
import { approvals, boundValues, effects, options } from './tool-words.ts'

/** What holds for every tool, whatever its kind: what no agent chooses, what a call may do, and who decides. */
export const RuleFields = ({ draft, problem, onChange, locked }: FieldsProps) => (
  <>
    <PairsField
      legend="Filled in by Frontdesk"
      one="filled-in parameter"
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
      disabled={locked || draft.kind === 'sql'}
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
      description={draft.kind === 'sql' ? 'Seconds, 5 at most' : 'Seconds, 60 at most'}
      type="number"
      inputMode="decimal"
      min={0.1}
      max={draft.kind === 'sql' ? 5 : 60}
      step={0.1}
      className="md:max-w-[200px]"
      readOnly={locked}
      error={problemAt(problem, '/timeoutMs')}
      value={draft.seconds}
      onChange={event => onChange({ seconds: event.currentTarget.value })}
    />
  </>
)
