'use client'

import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems, hasStatus, problemSentence } from '../../lib/api.ts'
import { resetPassword } from '../../lib/endpoints.ts'
import { useLinkToken } from '../../lib/link-token.ts'
import { paths } from '../../lib/paths.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Where the mailed link leads: a new password, and then signing in with it. */
export const NewPasswordScreen = () => {
  const token = useLinkToken()
  return token === null ? <NoLink /> : <Choose key={token} token={token} />
}

const Choose = ({ token = '' }: { token: string | undefined }) => {
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  const { start, working, problem } = useAction(async () => {
    await api.call(resetPassword, { body: { token, password } })
    setDone(true)
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  if (done) return <Changed />
  if (hasStatus(problem, 404)) return <NoLink />
  const wrong = fieldProblems(problem).password
  return (
    <Door title="Choose a new password" lead="You are signed out everywhere, and sign in with it afterwards.">
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        <PasswordInput
          label="New password"
          description="At least 12 characters"
          autoComplete="new-password"
          required
          withAsterisk={false}
          data-autofocus
          minLength={12}
          maxLength={128}
          disabled={token === ''}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          error={wrong && problemSentence(problem)}
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        {problem !== undefined && wrong === undefined && <Problem thrown={problem} />}
        <Button type="submit" loading={working} disabled={token === ''}>
          Change the password
        </Button>
      </form>
    </Door>
  )
}

const Changed = () => (
  <Door title="Your password is changed" lead="You are signed out everywhere. Sign in with the new one.">
    <Button component="a" href={paths.signIn()}>
      Sign in
    </Button>
  </Door>
)

const NoLink = () => (
  <Door title="This link does not work" lead="It was used, has run out, or is not complete.">
    <p className="text-(--quiet)">A link to a new password is good for one time and one hour.</p>
    <Button component="a" href={paths.forgotPassword}>
      Ask for a new one
    </Button>
  </Door>
)
