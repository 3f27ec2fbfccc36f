'use client'

import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { askPasswordReset } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Asks for a link to a new password; says the same whether or not there is such an account. */
export const ForgotPasswordScreen = () => {
  const [email, setEmail] = useState('')
  const [asked, setAsked] = useState(false)
  const { start, working, problem } = useAction(async () => {
    await api.call(askPasswordReset, { body: { email } })
    setAsked(true)
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  if (asked) return <LookForMail email={email} />
  return (
    <Door title="Forgot your password?" lead="We mail you a link with which you choose a new one.">
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus
          maxLength={254}
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        {problem !== undefined && <Problem thrown={problem} />}
        <Button type="submit" loading={working}>
          Mail me a link
        </Button>
        <BackToSignIn />
      </form>
    </Door>
  )
}

const LookForMail = ({ email }: { email: string }) => (
  <Door title="Look for our mail" lead={`If ${email} has an account here, a link is on its way. It lasts an hour.`}>
    <p className="text-(--quiet)">
      No mail? Look among the unwanted ones. Where this Frontdesk cannot send mails, ask an owner of your organization:
      they find yours under Settings › Mail.
    </p>
    <BackToSignIn />
  </Door>
)

const BackToSignIn = () => (
  <a href={paths.signIn()} className="self-center text-(--accent) underline">
    Back to sign in
  </a>
)
