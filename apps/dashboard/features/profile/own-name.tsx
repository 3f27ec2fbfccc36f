import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { api, fieldProblems, problemSentence } from '../../lib/api.ts'
import { changeName } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { notify } from '../../ui/notify.tsx'
import { useAction } from '../../ui/use-action.ts'

/** What one is called, in all of one's organizations. */
export const OwnName = ({ present }: { present: string }) => {
  const [name, setName] = useState(present)
  useUnsavedChanges(name !== present)
  const { start, working, problem } = useAction(async () => {
    await api.call(changeName, { body: { name } })
    nothingUnsaved()
    void notify('Saved')
    await Promise.all([refresh('me'), refresh('people')])
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <form className="flex items-start gap-2" onSubmit={onSubmit}>
      <TextInput
        label="Name"
        className="min-w-0 flex-1"
        dir="auto"
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={100}
        error={problem === undefined ? undefined : (fieldProblems(problem).name ?? problemSentence(problem))}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Button type="submit" className="mt-[22px]" loading={working} disabled={name === present}>
        Save
      </Button>
    </form>
  )
}
