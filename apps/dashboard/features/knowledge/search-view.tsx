import type { SearchReply } from '@frontdesk/contract/knowledge'
import { Button, TextInput } from '@mantine/core'
import { IconArrowLeft, IconSearch } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { searchKnowledge } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { PassageCard } from './passage-card.tsx'

/** Shows for any question exactly what an agent would get to read. */
export const SearchView = () => {
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<SearchReply>()
  const { start, working, problem } = useAction(async () => {
    setFound(await api.call(searchKnowledge, { body: { query } }))
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (query.trim() !== '') void start()
  }
  return (
    <Page
      title="Search the knowledge"
      lead="Exactly the passages that an agent would be given for a question."
      actions={
        <Button
          variant="default"
          component={AppLink}
          href={paths.knowledge()}
          leftSection={<IconArrowLeft size={16} aria-hidden />}
        >
          All documents
        </Button>
      }
    >
      <search aria-label="Search the knowledge" className="mb-4">
        <form className="flex gap-2" onSubmit={onSubmit}>
          <TextInput
            aria-label="Question"
            placeholder="How long do I have to send something back?"
            className="min-w-0 flex-1"
            dir="auto"
            data-autofocus
            maxLength={10_000}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={query}
            onChange={event => setQuery(event.currentTarget.value)}
          />
          <Button type="submit" loading={working}>
            Search
          </Button>
        </form>
      </search>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void start()} />}
      {found && <Found found={found} />}
    </Page>
  )
}

const Found = ({ found: { passages, answerable, confidence } }: { found: SearchReply }) => (
  <div className="flex flex-col gap-3">
    <p role="status" className={answerable ? 'text-(--good)' : 'text-(--warn)'}>
      {answerable ? 'An agent would answer from these.' : 'An agent would say that it does not know.'}{' '}
      <span className="text-(--quiet) tabular-nums">{Math.round(confidence * 100)} % sure.</span>
    </p>
    {passages.length === 0 && <p className="text-(--quiet)">No passage is near this question.</p>}
    {passages.map((passage, index) => (
      <PassageCard key={passage.chunkId} passage={passage} number={index + 1} />
    ))}
  </div>
)
