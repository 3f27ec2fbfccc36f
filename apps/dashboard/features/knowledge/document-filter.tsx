import type { DocumentKind } from '@frontdesk/contract/knowledge'
import { NativeSelect, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { type Filter, type Status, useCounts } from './documents.ts'

type Props = { filter: Filter; onFilter: (filter: Filter) => void }

const statuses = { ready: 'Ready', processing: 'Processing', queued: 'Queued', failed: 'Failed' }

/** Narrows the list by title, status and kind, with how many there are of each. */
export const DocumentFilter = ({ filter, onFilter }: Props) => {
  const counts = useCounts().value
  const all = counts && counts.queued + counts.processing + counts.ready + counts.failed
  return (
    <search aria-label="Filter documents" className="mb-2 flex flex-wrap items-center gap-2">
      <TextInput
        aria-label="Filter by title"
        placeholder="Title contains"
        leftSection={<IconFilter size={16} aria-hidden />}
        className="min-w-[160px] flex-1 md:max-w-[320px]"
        value={filter.title ?? ''}
        onChange={event => onFilter({ ...filter, title: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        aria-label="Status"
        value={filter.status ?? ''}
        onChange={event =>
          onFilter({ ...filter, status: (event.currentTarget.value || undefined) as Status | undefined })
        }
        data={[
          { value: '', label: all === undefined ? 'Any status' : `Any status (${all})` },
          ...Object.entries(statuses).map(([value, label]) => ({
            value,
            label: counts ? `${label} (${counts[value as Status]})` : label,
          })),
        ]}
      />
      <NativeSelect
        aria-label="Kind"
        value={filter.kind ?? ''}
        onChange={event =>
          onFilter({ ...filter, kind: (event.currentTarget.value || undefined) as DocumentKind | undefined })
        }
        data={[
          { value: '', label: 'Any kind' },
          { value: 'text', label: 'Text' },
          { value: 'file', label: 'File' },
          { value: 'page', label: 'Page' },
          { value: 'answer', label: 'Q&A' },
        ]}
      />
    </search>
  )
}
