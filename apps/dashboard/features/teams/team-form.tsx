'use client'

import type { Team } from '@frontdesk/contract/teams'
import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { fieldProblems } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { PeopleBoxes } from './people-boxes.tsx'
import { saveTeam } from './save-team.ts'

/** Makes a team or changes one: its name, and who is in it. */
export const TeamForm = ({ team, onClose }: { team: Team | undefined; onClose: () => void }) => {
  const [made, setMade] = useState(team)
  const [name, setName] = useState(team?.name ?? '')
  const [people, setPeople] = useState(team?.members.map(({ userId }) => userId) ?? [])
  const [touched, setTouched] = useState(false)
  useUnsavedChanges(touched)
  const { start, working, problem } = useAction(async () => {
    await saveTeam(made, { name, people }, setMade).finally(() => refresh('people:teams'))
    nothingUnsaved()
  })
  const wrong = fieldProblems(problem)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (await start()) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={team ? 'Edit team' : 'New team'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="flex flex-col gap-4" onChange={() => setTouched(true)} onSubmit={event => void onSubmit(event)}>
        <TextInput
          label="Name"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          dir="auto"
          error={wrong.name}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <PeopleBoxes chosen={people} onChange={setPeople} />
        {problem !== undefined && wrong.name === undefined && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working}>
            {team ? 'Save' : 'Create team'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
