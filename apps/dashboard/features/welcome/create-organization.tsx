import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems, hasStatus } from '../../lib/api.ts'
import { setUp } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { rememberSignedIn } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

const nobody = { organizationName: '', name: '', email: '', password: '' }

/** Makes the organization with its owner, who is signed in by it. */
export const CreateOrganization = ({ onCreated }: { onCreated: () => void }) => {
  const [owner, setOwner] = useState(nobody)
  const { start, working, problem } = useAction(() => api.call(setUp, { body: owner }))
  const wrong = fieldProblems(problem)
  const field = (name: keyof typeof nobody) => ({
    name,
    required: true,
    withAsterisk: false,
    value: owner[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setOwner({ ...owner, [name]: event.currentTarget.value }),
  })
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await start())) return
    rememberSignedIn()
    onCreated()
  }
  return (
    <Door title="Welcome" lead="Two minutes from here you are talking to an agent that knows your documents.">
      <form className="flex flex-col gap-4" onSubmit={event => void onSubmit(event)}>
        <TextInput {...field('organizationName')} label="Organization" autoComplete="organization" maxLength={100} />
        <TextInput {...field('name')} label="Your name" autoComplete="name" maxLength={100} />
        <TextInput {...field('email')} label="E-mail" type="email" autoComplete="username" />
        <PasswordInput
          {...field('password')}
          label="Password"
          description="At least 12 characters"
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
        />
        {problem !== undefined && Object.keys(wrong).length === 0 && <Problem thrown={problem} />}
        {hasStatus(problem, 409) && (
          <a href={paths.signIn()} className="text-(--accent) underline">
            Sign in instead
          </a>
        )}
        <Button type="submit" loading={working}>
          Create organization
        </Button>
      </form>
    </Door>
  )
}
