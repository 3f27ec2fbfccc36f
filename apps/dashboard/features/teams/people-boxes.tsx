import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useEveryone } from '../people/people.ts'

type Props = { chosen: readonly string[]; onChange: (chosen: string[]) => void }

// So many are seen at one glance.
const fewPeople = 8

/** A box for everybody of the organization; where they are many, those whose name holds what is typed. */
export const PeopleBoxes = ({ chosen, onChange }: Props) => {
  const everyone = useEveryone().value ?? []
  const [sought, setSought] = useState('')
  const shown = everyone.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()))
  const toggle = (userId: string, wanted: boolean) =>
    onChange(wanted ? [...chosen, userId] : chosen.filter(other => other !== userId))
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0">
      <legend className="mb-2 p-0 font-medium">People</legend>
      {everyone.length > fewPeople && (
        <TextInput
          aria-label="Find a person"
          placeholder="Find a person"
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
      )}
      <div className="flex max-h-[240px] flex-col gap-2 overflow-y-auto">
        {shown.map(({ userId, name, email }) => (
          <Checkbox
            key={userId}
            label={name}
            description={email}
            checked={chosen.includes(userId)}
            onChange={event => toggle(userId, event.currentTarget.checked)}
          />
        ))}
        {everyone.length > 0 && shown.length === 0 && <p className="text-(--quiet)">Nobody of that name.</p>}
      </div>
    </fieldset>
  )
}
