import type { ProviderId } from '@frontdesk/contract/providers'
import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { beginProviderConfirmation, confirmSession } from '../../lib/endpoints.ts'
import { knowsPasskeys } from '../../lib/passkeys.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { CodeForm } from '../second-factor/code-form.tsx'
import { UsePasskeyButton } from '../second-factor/use-passkey-button.tsx'
import { ProviderButtons } from '../sign-in/provider-buttons.tsx'

type Has = { password: boolean; code: boolean; passkey: boolean; providers: { id: ProviderId; name: string }[] }

const inputs = { code: 'input[autocomplete=one-time-code]', password: 'input[type=password]' }

/** What the person can prove themselves with: the password first, the others one press away. */
export const Ways = ({ ways, onConfirmed }: { ways: Has; onConfirmed: () => void }) => {
  const { password, code, providers } = ways
  const passkey = ways.passkey && knowsPasskeys()
  const [prefersCode, setPrefersCode] = useState(false)
  const asksCode = code && (prefersCode || !password)
  const confirm = async (body: { password: string } | { code: string }) => {
    await api.call(confirmSession, { body })
    onConfirmed()
  }
  const isTyped = password || code
  const form = useRef<HTMLDivElement>(null)
  // The dialog was there before its field; and another way has another field.
  const field = asksCode ? 'code' : 'password'
  useEffect(() => form.current?.querySelector<HTMLInputElement>(inputs[field])?.focus(), [field])
  return (
    <>
      <div ref={form} className="empty:hidden">
        {asksCode && <CodeForm label="Code" action="Confirm" onCode={typed => confirm({ code: typed })} />}
        {password && !asksCode && <PasswordForm onPassword={typed => confirm({ password: typed })} />}
      </div>
      {password && code && (
        <Button variant="subtle" color="gray" onClick={() => setPrefersCode(!prefersCode)}>
          {asksCode ? 'Use your password instead' : 'Use a code instead'}
        </Button>
      )}
      {isTyped && (passkey || providers.length > 0) && <p className="text-center text-(--quiet)">or</p>}
      {passkey && (
        <UsePasskeyButton
          variant="default"
          show={answer => api.call(confirmSession, { body: { answer } })}
          onShown={onConfirmed}
        />
      )}
      {providers.length > 0 && <Services providers={providers} />}
    </>
  )
}

const PasswordForm = ({ onPassword }: { onPassword: (password: string) => Promise<void> }) => {
  const [password, setPassword] = useState('')
  const { start, working, problem } = useAction(() => onPassword(password))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={onSubmit}>
      <PasswordInput
        label="Your password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        data-autofocus
        maxLength={128}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
        value={password}
        onChange={event => setPassword(event.currentTarget.value)}
      />
      {problem !== undefined && <Problem thrown={problem} />}
      <Button type="submit" loading={working}>
        Confirm
      </Button>
    </form>
  )
}

const Services = ({ providers }: { providers: Has['providers'] }) => {
  const here = window.location.pathname + window.location.search
  const begin = (provider: ProviderId) => api.call(beginProviderConfirmation, { body: { provider } })
  return (
    <div className="flex flex-col gap-3">
      <ProviderButtons providers={providers} errand={{ to: 'confirm', next: here }} begin={begin} />
      <p className="text-[13px] text-(--quiet)">It brings you back to this page, where you make the change again.</p>
    </div>
  )
}
