import { Switch, Textarea, TextInput } from '@mantine/core'
import type { Draft } from './agent-draft.ts'

type Props = { draft: Draft; wrong: Record<string, string>; onChange: (draft: Draft) => void; locked: boolean }

/** The fields of an agent, each with what it does. */
export const AgentFields = ({ draft, wrong, onChange, locked }: Props) => {
  const words = (name: Exclude<keyof Draft, 'knowledgeOnly'>) => ({
    value: draft[name],
    error: wrong[name],
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
      <div className="grid gap-5 md:grid-cols-2">
        <TextInput
          {...words('model')}
          label="Model"
          description="Empty: the default of this installation"
          placeholder="gpt-4o-mini"
          spellCheck={false}
          maxLength={200}
        />
        <TextInput
          {...words('temperature')}
          label="Temperature"
          description="0 is strict, 2 is wild; empty: the model's own"
          type="number"
          inputMode="decimal"
          min={0}
          max={2}
          step={0.1}
        />
      </div>
    </>
  )
}
