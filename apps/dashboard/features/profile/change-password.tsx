import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems, problemSentence } from '../../lib/api.ts'
import { changePassword, confirmSession } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

const nothing = { current: '', next: '' }
const asPassword = {
  required: true,
  withAsterisk: false,
  maxLength: 128,
  visibilityToggleButtonProps: { 'aria-label': 'Show or hide the password' },
}

/** Another password, for whoever knows the present one. */
export const ChangePassword = ({ email }: { email: string }) => {
  const [passwords, setPasswords] = useState(nothing)
  const { start, working, problem } = useAction(async () => {
    // The present password is what confirms who they are, so they are not asked for it twice.
    await api.call(confirmSession, { body: { password: passwords.current } })
    await api.call(changePassword, { body: passwords })
    setPasswords(nothing)
    void notify('Your password is changed, and your other sessions have ended')
    await refresh('sessions')
  })
  const wrong = fieldProblems(problem).next
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <section aria-labelledby="password" className="flex max-w-[480px] flex-col gap-3">
      <h2 id="password" className="text-[16px] font-semibold">
        Password
      </h2>
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        {/* Password managers keep the new one under this name. */}
        <input type="text" autoComplete="username" readOnly hidden value={email} />
        <PasswordInput
          {...asPassword}
          label="Present password"
          autoComplete="current-password"
          value={passwords.current}
          onChange={event => setPasswords({ ...passwords, current: event.currentTarget.value })}
        />
        <PasswordInput
          {...asPassword}
          label="New password"
          description="At least 12 characters. It ends your other sessions."
          autoComplete="new-password"
          minLength={12}
          error={wrong && problemSentence(problem)}
          value={passwords.next}
          onChange={event => setPasswords({ ...passwords, next: event.currentTarget.value })}
        />
        {problem !== undefined && wrong === undefined && <Problem thrown={problem} />}
        <Button type="submit" className="self-start" loading={working}>
          Change the password
        </Button>
      </form>
    </section>
  )
}
