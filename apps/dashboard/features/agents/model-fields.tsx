import { NativeSelect, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import type { Draft } from './agent-draft.ts'
import { ConnectionSelect } from './connection-select.tsx'

type Props = { draft: Draft; problem: unknown; onChange: (draft: Draft) => void; locked: boolean }

/** Whose model answers, which one, how strictly it keeps to the likeliest word, and who answers when it cannot. */
export const ModelFields = ({ draft, problem, onChange, locked }: Props) => {
  const write = (name: 'model' | 'temperature' | 'fallbackModel' | 'maxSteps' | 'burstMs') => ({
    value: draft[name],
    error: problemAt(problem, `/${name}`),
    readOnly: locked,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value }),
  })
  const choose = (name: 'modelConnectionId' | 'fallbackModelConnectionId') => ({
    value: draft[name],
    error: problemAt(problem, `/${name}`),
    locked,
    onChange: (id: string) => onChange({ ...draft, [name]: id }),
  })
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <div className="flex flex-col gap-1 md:col-span-2">
        <ConnectionSelect
          {...choose('modelConnectionId')}
          label="Model connection"
          description="Whose models these are"
        />
        <AppLink href={paths.models} className="self-start text-[13px] text-(--accent) underline">
          Model connections
        </AppLink>
      </div>
      <TextInput
        {...write('model')}
        label="Model"
        description={
          draft.modelConnectionId === '' ? 'Empty: the default of this installation' : 'As the provider calls it'
        }
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
      <TextInput
        {...write('fallbackModel')}
        label="Fallback model"
        description="Answers when the model cannot; empty: none"
        placeholder="gpt-4o-mini"
        spellCheck={false}
        maxLength={200}
      />
      {draft.fallbackModel.trim() !== '' && (
        <ConnectionSelect
          {...choose('fallbackModelConnectionId')}
          label="Fallback connection"
          description="Whose model the fallback is"
        />
      )}
      <TextInput
        {...write('maxSteps')}
        label="Most steps"
        description="How often it may call tools within one answer"
        type="number"
        inputMode="numeric"
        required
        withAsterisk={false}
        min={1}
        max={40}
        step={1}
      />
      <TextInput
        {...write('burstMs')}
        label="Wait for more"
        description="Milliseconds for further messages; 0: none"
        type="number"
        inputMode="numeric"
        required
        withAsterisk={false}
        min={0}
        max={5000}
        step={100}
      />
      <NativeSelect
        label="Reasoning"
        description="How hard a model that reasons shall think"
        value={draft.reasoningEffort}
        error={problemAt(problem, '/reasoningEffort')}
        disabled={locked}
        onChange={event =>
          onChange({ ...draft, reasoningEffort: event.currentTarget.value as Draft['reasoningEffort'] })
        }
        data={[
          { value: '', label: 'As the model does by itself' },
          { value: 'low', label: 'Little' },
          { value: 'medium', label: 'Some' },
          { value: 'high', label: 'Hard' },
        ]}
      />
    </div>
  )
}
