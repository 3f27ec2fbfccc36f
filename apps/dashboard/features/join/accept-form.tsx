import type { Reply } from '@frontdesk/contract/endpoint'
import type { readInvitation } from '@frontdesk/contract/people'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems, hasStatus } from '../../lib/api.ts'
import { acceptInvitation } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { rememberSignedIn, startAfresh } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { OtherServices } from '../sign-in/other-services.tsx'
import { useWaysIn } from '../sign-in/ways-in.ts'

type Props = { token: string; invitation: Reply<typeof readInvitation>; signedInAs: string | undefined }

/** Joins with the session of the invited address, with its password, or with a new account for it. */
export const AcceptForm = ({ token, invitation, signedInAs }: Props) => {
  const { organizationName, roleName, email, hasAccount } = invitation
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [sessionEnded, setSessionEnded] = useState(false)
  const offersServices = (useWaysIn()?.items.length ?? 0) > 0
  const withSession = signedInAs === email && !sessionEnded
  const { start, working, problem } = useAction(async () => {
    const account = hasAccount ? { password } : { name, password }
    const call = api.call(acceptInvitation, { body: withSession ? { token } : { token, account } })
    await call.catch((thrown: unknown) => {
      setSessionEnded(hasStatus(thrown, 401))
      throw thrown
    })
    rememberSignedIn()
    startAfresh()
  })
  const wrong = fieldProblems(problem)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <Door title={`Join ${organizationName} as ${roleName}`} lead={leadOf(invitation, signedInAs)}>
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        {!withSession && (
          <>
            <TextInput label="E-mail" type="email" autoComplete="username" readOnly value={email} />
            {!hasAccount && (
              <TextInput
                label="Your name"
                autoComplete="name"
                required
                withAsterisk={false}
                maxLength={100}
                error={wrong.name}
                value={name}
                onChange={event => setName(event.currentTarget.value)}
              />
            )}
            <PasswordInput
              label="Password"
              description={hasAccount ? 'Of your Frontdesk account' : 'At least 12 characters'}
              autoComplete={hasAccount ? 'current-password' : 'new-password'}
              required
              withAsterisk={false}
              minLength={hasAccount ? undefined : 12}
              maxLength={128}
              visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
              error={wrong.password}
              value={password}
              onChange={event => setPassword(event.currentTarget.value)}
            />
          </>
        )}
        {problem !== undefined && Object.keys(wrong).length === 0 && <Problem thrown={problem} />}
        {hasStatus(problem, 403) && (
          <a href={paths.signIn()} className="text-(--accent) underline">
            Sign in first, then open the link again
          </a>
        )}
        <Button type="submit" loading={working}>
          Join
        </Button>
      </form>
      {!withSession && offersServices && (
        <div className="flex flex-col gap-3">
          <p className="text-center text-(--quiet)">or</p>
          <OtherServices errand={{ to: 'join', next: paths.join(token) }} invitation={token} />
        </div>
      )}
    </Door>
  )
}

const leadOf = ({ email, hasAccount }: Props['invitation'], signedInAs: string | undefined) => {
  if (signedInAs === email) return `You join as ${email}.`
  if (signedInAs) return `You are signed in as ${signedInAs}. Joining signs you in as ${email} instead.`
  return hasAccount ? 'Your address has an account already.' : 'Choose what you are called here, and a password.'
}
