import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { api, fieldProblems, problemSentence } from '../../lib/api.ts'
import { askEmailChange } from '../../lib/endpoints.ts'
import { useAction } from '../../ui/use-action.ts'

/** Another address, which counts once the link that is mailed to it was opened. */
export const ChangeAddress = ({ onClose }: { onClose: () => void }) => {
  const [email, setEmail] = useState('')
  const [mailedTo, setMailedTo] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { start, working, problem } = useAction(async () => {
    await api.call(askEmailChange, { body: { email } })
    setMailedTo(email)
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  if (mailedTo !== undefined)
    return (
      <p role="status" className="rounded-lg bg-(--subtle) p-3 [overflow-wrap:anywhere]">
        If nobody has an account with {mailedTo}, a link is on its way there. Open it in this browser within a day;
        until then your present address counts.
      </p>
    )
  return (
    <form className="flex flex-col gap-3 rounded-lg border p-3" onSubmit={onSubmit}>
      <TextInput
        ref={field}
        label="New address"
        description="We mail a link there, and tell your present address"
        type="email"
        autoComplete="email"
        required
        withAsterisk={false}
        maxLength={254}
        error={problem === undefined ? undefined : (fieldProblems(problem).email ?? problemSentence(problem))}
        value={email}
        onChange={event => setEmail(event.currentTarget.value)}
      />
      <div className="flex justify-end gap-2">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={working}>
          Mail the link
        </Button>
      </div>
    </form>
  )
}
