import { Switch, Textarea, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import type { Draft, TextField } from './agent-draft.ts'
import { GuardrailFields } from './guardrail-fields.tsx'
import { ModelFields } from './model-fields.tsx'

type Props = { draft: Draft; problem: unknown; onChange: (draft: Draft) => void; locked: boolean }

/** The fields of an agent, each with what it does. */
export const AgentFields = ({ draft, problem, onChange, locked }: Props) => {
  const words = (name: TextField) => ({
    value: draft[name],
    error: problemAt(problem, `/${name}`),
    readOnly: locked,
    dir: 'auto',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value }),
  })
  return (
    <>
      <TextInput
        {...words('name')}
        label="Name"
        description="Customers see it"
        required
        withAsterisk={false}
        maxLength={100}
      />
      <Textarea
        {...words('instructions')}
        label="Instructions"
        description="What it shall do and not do, in your words"
        placeholder="Help customers of our bicycle shop. Never promise a delivery date."
        rows={8}
        maxLength={20_000}
      />
      <Textarea
        {...words('personality')}
        label="Personality"
        description="How it sounds"
        placeholder="Friendly and brief"
        rows={2}
        maxLength={2_000}
      />
      <Textarea
        {...words('greeting')}
        label="Greeting"
        description="What a customer reads before the first word"
        rows={2}
        maxLength={2_000}
      />
      <Switch
        label="Answer from the knowledge only"
        description="What the knowledge does not say, the agent does not say either"
        checked={draft.knowledgeOnly}
        disabled={locked}
        onChange={event => onChange({ ...draft, knowledgeOnly: event.currentTarget.checked })}
      />
      <ModelFields draft={draft} problem={problem} onChange={onChange} locked={locked} />
      <GuardrailFields
        draft={draft.guardrails}
        problem={problem}
        locked={locked}
        onChange={guardrails => onChange({ ...draft, guardrails })}
      />
    </>
  )
}
