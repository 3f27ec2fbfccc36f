import { NativeSelect, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { JsonField } from '../../ui/json-field.tsx'
import { PairsField } from '../../ui/pairs-field.tsx'
import type { Draft, FieldsProps } from './tool-draft.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Where a call goes and what it carries. */
export const RequestFields = ({ draft, problem, onChange, locked }: FieldsProps) => (
  <>
    <div className="flex items-start gap-2">
      <NativeSelect
        label="Method"
        className="w-28 shrink-0"
        disabled={locked}
        value={draft.method}
        onChange={event => onChange({ method: event.currentTarget.value as Draft['method'] })}
        data={[...methods]}
      />
      <TextInput
        label="Address"
        placeholder="https://shop.example/api/orders/{orderId}"
        className="min-w-0 flex-1"
        required
        withAsterisk={false}
        inputMode="url"
        spellCheck={false}
        maxLength={2_000}
        readOnly={locked}
        error={problemAt(problem, '/request/url')}
        value={draft.url}
        onChange={event => onChange({ url: event.currentTarget.value })}
      />
    </div>
    <PairsField
      legend="Query"
      one="query value"
      description="What is named nowhere goes here by itself (GET, DELETE)"
      pairs={draft.query}
      blank={{ name: '', value: '' }}
      wrong={problemAt(problem, '/request/query')}
      readOnly={locked}
      onChange={query => onChange({ query })}
    />
    <PairsField
      legend="Headers"
      one="header"
      description="Such as Authorization; kept sealed and never shown again"
      pairs={draft.headers}
      blank={{ name: '', value: '', kept: false }}
      wrong={problemAt(problem, '/request/headers')}
      readOnly={locked}
      onChange={headers => onChange({ headers })}
      valueField={({ kept, value }, label, onValue) => (
        <TextInput
          aria-label={label}
          placeholder={kept ? '••• kept; write to replace' : 'Value'}
          autoComplete="off"
          spellCheck={false}
          maxLength={2_000}
          readOnly={locked}
          value={value}
          onChange={event => onValue(event.currentTarget.value)}
        />
      )}
    />
    {draft.method !== 'GET' && draft.method !== 'DELETE' && (
      <JsonField
        label="Body"
        description="JSON with {name} in it; empty: all parameters that are named nowhere else"
        placeholder='{ "amount": "{amount}" }'
        rows={4}
        optional
        readOnly={locked}
        wrong={problemAt(problem, '/request/body')}
        value={draft.body}
        onChange={body => onChange({ body })}
      />
    )}
  </>
)
