import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { type Draft, dialects, tlsWords, usualPorts } from './database-draft.ts'

type Props = { draft: Draft; isKept: boolean; problem: unknown; onChange: (change: Partial<Draft>) => void }

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** Where a database is, who we are there, and what of it may be read. */
export const DatabaseFields = ({ draft, isKept, problem, onChange }: Props) => {
  const words = (name: Exclude<keyof Draft, 'dialect' | 'tls'>) => ({
    value: draft[name],
    error: problemAt(problem, `/${name}`),
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  })
  const needed = { required: true, withAsterisk: false }
  return (
    <>
      <TextInput {...words('name')} {...needed} label="Name" data-autofocus dir="auto" maxLength={100} />
      <NativeSelect
        label="Kind"
        disabled={isKept}
        value={draft.dialect}
        onChange={event => onChange({ dialect: event.currentTarget.value as Draft['dialect'] })}
        data={choices(dialects)}
      />
      <div className="flex items-start gap-2">
        <TextInput
          {...words('host')}
          {...needed}
          label="Host"
          placeholder="db.shop.example"
          className="min-w-0 flex-1"
          maxLength={255}
        />
        <TextInput
          {...words('port')}
          label="Port"
          type="number"
          inputMode="numeric"
          min={1}
          max={65_535}
          placeholder={usualPorts[draft.dialect]}
          className="w-24 shrink-0"
        />
      </div>
      <TextInput
        {...words('database')}
        label="Database"
        required={draft.dialect === 'postgresql'}
        withAsterisk={false}
        maxLength={100}
      />
      <TextInput
        {...words('user')}
        {...needed}
        label="Login"
        description="One that may do nothing but read"
        maxLength={100}
      />
      <PasswordInput
        {...words('password')}
        label="Password"
        description={
          isKept
            ? 'Empty: it stays as it is. Another host, port or TLS needs it again. Never shown'
            : 'Kept sealed and never shown again'
        }
        autoComplete="new-password"
        maxLength={1_000}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      />
      <NativeSelect
        label="TLS"
        value={draft.tls}
        error={problemAt(problem, '/tls')}
        onChange={event => onChange({ tls: event.currentTarget.value as Draft['tls'] })}
        data={choices(tlsWords)}
      />
      {draft.tls === 'verified' && (
        <Textarea
          {...words('certificateAuthority')}
          label="Certificate authority"
          description="PEM, where the server’s certificate is your own; empty: one that everybody knows"
          rows={2}
          className="[&_textarea]:font-mono [&_textarea]:text-[13px]"
        />
      )}
      <Textarea
        {...words('relations')}
        label="Tables and views"
        description="That queries may read, and no others; one in a line, with the schema"
        placeholder={'shop.orders\nshop.order_items'}
        rows={3}
        className="[&_textarea]:font-mono [&_textarea]:text-[13px]"
      />
      <Textarea
        {...words('functions')}
        label="Functions"
        description="Of your own that queries may call beside the usual ones"
        rows={1}
        className="[&_textarea]:font-mono [&_textarea]:text-[13px]"
      />
    </>
  )
}
