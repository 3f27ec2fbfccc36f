import type { SecurityEventName, SecurityLevel } from '@frontdesk/contract/security'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useEveryone } from '../people/people.ts'
import { eventWords } from './event-line.ts'
import { levelWords } from './level-mark.tsx'
import type { Filter } from './security.ts'

const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

const names = Object.entries(eventWords).map(([value, words]) => ({ value, label: capitalized(words) }))
const levels = Object.entries(levelWords).map(([value, label]) => ({ value, label }))

const hourMs = 3_600_000
const spans = [
  { value: '', label: 'In 90 days', ms: undefined },
  { value: 'hour', label: 'In the last hour', ms: hourMs },
  { value: 'day', label: 'In the last day', ms: 24 * hourMs },
  { value: 'week', label: 'In the last week', ms: 7 * 24 * hourMs },
]

/** From when on, at the moment of asking. */
const startOf = (span: string) => {
  const ms = spans.find(({ value }) => value === span)?.ms
  return ms === undefined ? undefined : new Date(Date.now() - ms).toISOString()
}

type Props = { filter: Filter; onChange: (filter: Filter) => void; disabled: boolean }

/** Which events: what happened, how grave, who, and since when. */
export const EventFilter = ({ filter, onChange, disabled }: Props) => {
  const people = useEveryone().value ?? []
  const [span, setSpan] = useState('')
  const given = (value: string) => value || undefined
  return (
    <div className="grid w-full grid-cols-2 gap-2 md:grid-cols-4">
      <NativeSelect
        aria-label="What"
        disabled={disabled}
        value={filter.name ?? ''}
        onChange={event => onChange({ ...filter, name: given(event.currentTarget.value) as SecurityEventName })}
        data={[{ value: '', label: 'Anything' }, ...names]}
      />
      <NativeSelect
        aria-label="How grave"
        disabled={disabled}
        value={filter.level ?? ''}
        onChange={event => onChange({ ...filter, level: given(event.currentTarget.value) as SecurityLevel })}
        data={[{ value: '', label: 'Any level' }, ...levels]}
      />
      <NativeSelect
        aria-label="Who"
        disabled={disabled}
        value={filter.actor ?? ''}
        onChange={event => onChange({ ...filter, actor: given(event.currentTarget.value) })}
        data={[{ value: '', label: 'Anybody' }, ...people.map(({ userId, name }) => ({ value: userId, label: name }))]}
      />
      <NativeSelect
        aria-label="When"
        disabled={disabled}
        value={span}
        onChange={event => {
          setSpan(event.currentTarget.value)
          onChange({ ...filter, from: startOf(event.currentTarget.value) })
        }}
        data={spans.map(({ value, label }) => ({ value, label }))}
      />
    </div>
  )
}
