import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Props = { label: string; action: string; children?: ReactNode; onCode: (code: string) => Promise<void> }

/** One field for a code, and what is done with it. */
export const CodeForm = ({ label, action, children, onCode }: Props) => {
  const [code, setCode] = useState('')
  const { start, working, problem } = useAction(() => onCode(code.trim()))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={onSubmit}>
      <TextInput
        label={label}
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        required
        withAsterisk={false}
        minLength={6}
        maxLength={40}
        data-autofocus
        className="[&_input]:font-mono"
        value={code}
        onChange={event => setCode(event.currentTarget.value)}
      />
      {problem !== undefined && <Problem thrown={problem} />}
      <Button type="submit" loading={working}>
        {action}
      </Button>
      {children}
    </form>
  )
}
