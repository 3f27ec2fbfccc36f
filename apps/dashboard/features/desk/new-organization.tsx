import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { api, fieldProblems } from '../../lib/api.ts'
import { createOrganization } from '../../lib/endpoints.ts'
import { mayLeave } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Props = { onMade: (organizationId: string) => Promise<unknown>; onCancel: () => void }

/** Creates another organization, which belongs to whoever does, and goes there. */
export const NewOrganization = ({ onMade, onCancel }: Props) => {
  const [name, setName] = useState('')
  // The button that led here is gone, and the focus with it.
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { start, working, problem } = useAction(async () => {
    const { id } = await api.call(createOrganization, { body: { name } })
    await onMade(id)
  })
  const wrong = fieldProblems(problem)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (mayLeave()) void start()
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={onSubmit}>
      <TextInput
        label="Name"
        description="It has people, agents, knowledge and conversations of its own, and you are its owner"
        ref={field}
        required
        withAsterisk={false}
        maxLength={100}
        dir="auto"
        error={wrong.name}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      {problem !== undefined && wrong.name === undefined && <Problem thrown={problem} />}
      <div className="flex justify-end gap-2">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={working}>
          Create organization
        </Button>
      </div>
    </form>
  )
}
