import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems, problemSentence } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { updateOrganization } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { notify } from '../../ui/notify.tsx'
import { useAction } from '../../ui/use-action.ts'

/** What the organization is called, for everybody in it. */
export const OrganizationName = ({ present }: { present: string }) => {
  const whyNot = useWhyNot('organization.manage')
  const [name, setName] = useState(present)
  useUnsavedChanges(name !== present)
  const { start, working, problem } = useAction(async () => {
    await api.call(updateOrganization, { body: { name } })
    nothingUnsaved()
    void notify('Saved')
    await refresh('me')
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <form className="flex max-w-[480px] items-start gap-2" onSubmit={onSubmit}>
      <TextInput
        label="Organization"
        description={whyNot}
        className="min-w-0 flex-1"
        dir="auto"
        required
        withAsterisk={false}
        maxLength={100}
        readOnly={whyNot !== undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={problem === undefined ? undefined : (fieldProblems(problem).name ?? problemSentence(problem))}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <GatedButton whyNot={whyNot} type="submit" className="mt-[22px]" loading={working} disabled={name === present}>
        Rename
      </GatedButton>
    </form>
  )
}
