import { Textarea, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { JsonField } from '../../ui/json-field.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { ParametersField } from './parameters-field.tsx'
import { QueryFields } from './query-fields.tsx'
import { RequestFields } from './request-fields.tsx'
import { RuleFields } from './rule-fields.tsx'
import type { FieldsProps } from './tool-draft.ts'

/** The fields of a tool, each with what it does. */
export const ToolFields = (props: FieldsProps) => {
  const { draft, problem, onChange, locked } = props
  return (
    <>
      <TextInput
        label="Name"
        description="Agents know it by this"
        placeholder={draft.kind === 'sql' ? 'Orders of a customer' : 'Look up order'}
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
      {draft.kind === 'http' && <RequestFields {...props} />}
      {draft.kind === 'sql' && <QueryFields {...props} />}
      <Parameters {...props} />
      <RuleFields {...props} />
    </>
  )
}

const Parameters = ({ draft, problem, onChange, locked }: FieldsProps) => {
  const wrong = problemAt(problem, '/parameters')
  const write = (parameters: string) => onChange({ parameters })
  if (draft.kind === 'mcp')
    return <JsonView label="What the agent gives, as the server wants it" value={draft.parameters} />
  if (draft.kind === 'sql')
    return <ParametersField text={draft.parameters} wrong={wrong} locked={locked} onChange={write} />
  return (
    <JsonField
      label="Parameters"
      description="What the agent gives, as a JSON Schema of an object. {name} in the request is the parameter of that name."
      rows={10}
      readOnly={locked}
      wrong={wrong}
      value={draft.parameters}
      onChange={write}
    />
  )
}
