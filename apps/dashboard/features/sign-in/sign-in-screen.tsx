'use client'

import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useSearchParams } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { signIn } from '../../lib/endpoints.ts'
import { paths, placeToReturnTo } from '../../lib/paths.ts'
import { rememberSignedIn } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { OtherWaysIn } from './other-ways-in.tsx'

/** E-mail and password, or another way; then back to where the person wanted to go. */
export const SignInScreen = () => {
  const next = useSearchParams().get('next')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const goOn = () => {
    rememberSignedIn()
    window.location.assign(placeToReturnTo(next))
  }
  const { start, working, problem } = useAction(async () => {
    await api.call(signIn, { body: { email, password } })
    goOn()
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <Door title="Sign in">
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username webauthn"
          required
          withAsterisk={false}
          data-autofocus
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        {problem !== undefined && <Problem thrown={problem} />}
        <Button type="submit" loading={working}>
          Sign in
        </Button>
        <a href={paths.forgotPassword} className="self-center text-(--accent) underline">
          Forgot your password?
        </a>
      </form>
      <OtherWaysIn next={next} onSignedIn={goOn} />
    </Door>
  )
}
