import { PasswordInput, TextInput } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { PairsField } from '../../ui/pairs-field.tsx'
import type { Draft } from './server-draft.ts'

type Props = {
  draft: Draft
  /** The server has an authorization of this kind already, which stays when nothing is written. */
  isKept: boolean
  problem: unknown
  onChange: (change: Partial<Draft>) => void
}

/** How we prove to a server who we are. */
export const AuthorizationFields = ({ draft, isKept, problem, onChange }: Props) => {
  const wrong = problemAt(problem, '/authorization')
  const sealed = `${isKept ? 'Empty: it stays as it is. ' : ''}Kept sealed and never shown again`
  if (draft.kind === 'bearer')
    return (
      <PasswordInput
        label="Token"
        description={sealed}
        autoComplete="off"
        required={!isKept}
        withAsterisk={false}
        maxLength={8_000}
        error={wrong}
        value={draft.token}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
        onChange={event => onChange({ token: event.currentTarget.value })}
      />
    )
  if (draft.kind === 'headers')
    return (
      <PairsField
        legend="Headers"
        one="header"
        description={sealed}
        pairs={draft.headers}
        blank={{ name: '', value: '' }}
        wrong={wrong}
        readOnly={false}
        onChange={headers => onChange({ headers })}
      />
    )
  return draft.kind === 'oauth' ? <ClientFields draft={draft} wrong={wrong} onChange={onChange} /> : null
}

const parts = [
  { name: 'clientId', label: 'Client id' },
  { name: 'clientSecret', label: 'Client secret' },
  { name: 'issuer', label: 'Issuer' },
  { name: 'scope', label: 'Scope' },
] as const

type ClientProps = Pick<Props, 'draft' | 'onChange'> & { wrong: string | undefined }

const ClientFields = ({ draft, wrong, onChange }: ClientProps) => (
  <>
    <p className="text-[13px] text-(--quiet)">
      You sign in there in the next step. We register ourselves; only a server that takes no new clients needs one of
      yours.
    </p>
    <details open={wrong !== undefined || undefined} className="flex flex-col">
      <summary className="flex min-h-11 cursor-pointer items-center text-(--accent) md:min-h-9">
        A client of your own
      </summary>
      <div className="flex flex-col gap-3">
        {parts.map(({ name, label }) => (
          <TextInput
            key={name}
            label={label}
            autoComplete="off"
            spellCheck={false}
            maxLength={2_000}
            value={draft[name]}
            {...(name === 'clientSecret' && { type: 'password', description: 'Kept sealed and never shown again' })}
            {...(name === 'issuer' && { type: 'url', description: 'Where it is registered; needed with a secret' })}
            onChange={event => onChange({ [name]: event.currentTarget.value })}
          />
        ))}
        {wrong && (
          <p role="alert" className="text-[12px] text-(--bad)">
            {wrong}
          </p>
        )}
      </div>
    </details>
  </>
)
