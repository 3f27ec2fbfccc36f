import { Button, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useId } from 'react'
import { problemAt } from '../../lib/api.ts'
import type { TopicDraft } from './guardrails-draft.ts'

type Props = {
  topics: readonly TopicDraft[]
  problem: unknown
  locked: boolean
  onChange: (topics: TopicDraft[]) => void
}

/** What an agent does not speak about, by which words that is told, and what the customer reads instead. */
export const ForbiddenTopics = ({ topics, problem, locked, onChange }: Props) => {
  const id = useId()
  const change = (place: number, changed: Partial<TopicDraft>) =>
    onChange(topics.map((topic, other) => (other === place ? { ...topic, ...changed } : topic)))
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-3 border-0 p-0" aria-describedby={id}>
      <legend className="p-0 text-[14px] font-semibold">Forbidden topics</legend>
      <p id={id} className="text-[12px] text-(--quiet)">
        Looked for in what the customer writes, before the model is asked, and in every sentence of the answer
      </p>
      {topics.map((topic, place) => (
        <Topic
          key={String(place)}
          topic={topic}
          number={place + 1}
          wrong={part => problemAt(problem, `/guardrails/forbiddenTopics/${place}/${part}`)}
          locked={locked}
          onChange={changed => change(place, changed)}
          onRemove={() => onChange(topics.filter((_, other) => other !== place))}
        />
      ))}
      <Button
        size="compact-sm"
        variant="default"
        className="self-start"
        disabled={locked}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...topics, { name: '', phrases: '', reply: '' }])}
      >
        Add topic
      </Button>
    </fieldset>
  )
}

type TopicProps = {
  topic: TopicDraft
  number: number
  wrong: (part: keyof TopicDraft) => string | undefined
  locked: boolean
  onChange: (change: Partial<TopicDraft>) => void
  onRemove: () => void
}

const Topic = ({ topic, number, wrong, locked, onChange, onRemove }: TopicProps) => {
  const words = (part: keyof TopicDraft) => ({
    value: topic[part],
    error: wrong(part),
    readOnly: locked,
    required: true,
    withAsterisk: false,
    dir: 'auto',
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [part]: event.currentTarget.value }),
  })
  return (
    <fieldset aria-label={`Topic ${number}`} className="m-0 flex min-w-0 flex-col gap-3 rounded-lg border p-3">
      <TextInput {...words('name')} label="Topic" placeholder="Legal advice" maxLength={100} />
      <Textarea
        {...words('phrases')}
        label="Phrases"
        description="One in a line; whole words, in any case"
        placeholder={'legal advice\nsue'}
        rows={2}
      />
      <Textarea
        {...words('reply')}
        label="Reply"
        description="What the customer reads instead"
        placeholder="I may not give legal advice."
        rows={2}
        maxLength={1_000}
      />
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        className="self-end"
        disabled={locked}
        aria-label={`Remove topic ${number}`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </fieldset>
  )
}
