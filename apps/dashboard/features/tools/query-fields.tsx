import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import { dialects } from '../databases/database-draft.ts'
import { useDatabases } from '../databases/databases.ts'
import type { FieldsProps } from './tool-draft.ts'

/** Which database is asked, and what. */
export const QueryFields = ({ draft, problem, onChange, locked }: FieldsProps) => {
  const databases = useDatabases().value ?? []
  const chosen = databases.find(({ id }) => id === draft.databaseConnectionId)
  return (
    <>
      <div className="flex flex-col gap-1">
        <NativeSelect
          label="Database"
          required
          withAsterisk={false}
          disabled={locked}
          error={problemAt(problem, '/databaseConnectionId')}
          value={draft.databaseConnectionId}
          onChange={event => onChange({ databaseConnectionId: event.currentTarget.value })}
          data={[
            { value: '', label: 'Choose one' },
            ...databases.map(({ id, name, dialect }) => ({ value: id, label: `${name} (${dialects[dialect]})` })),
          ]}
        />
        <AppLink href={paths.databases} className="self-start text-[13px] text-(--accent) underline">
          Databases
        </AppLink>
      </div>
      <Textarea
        label="Query"
        description={`One SELECT. {name} is the parameter of that name, never in quotation marks.${
          chosen && chosen.relations.length > 0 ? ` It may read ${chosen.relations.join(', ')}.` : ''
        }`}
        placeholder="SELECT id, status FROM shop.orders WHERE email = {email}"
        required
        withAsterisk={false}
        rows={6}
        maxLength={20_000}
        spellCheck={false}
        autoCapitalize="off"
        className="[&_textarea]:font-mono [&_textarea]:text-[13px]"
        readOnly={locked}
        error={problemAt(problem, '/query')}
        value={draft.sql}
        onChange={event => onChange({ sql: event.currentTarget.value })}
      />
      <TextInput
        label="Rows at most"
        description="1 000 at most"
        type="number"
        inputMode="numeric"
        min={1}
        max={1_000}
        step={1}
        className="md:max-w-[200px]"
        readOnly={locked}
        error={problemAt(problem, '/maxRows')}
        value={draft.maxRows}
        onChange={event => onChange({ maxRows: event.currentTarget.value })}
      />
    </>
  )
}
