import type { Document } from '@frontdesk/contract/knowledge'
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBook2 } from '@tabler/icons-react'
import { useState } from 'react'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { readableBytes } from '../../ui/bytes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AppLink } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { DocumentFilter } from './document-filter.tsx'
import { DocumentStatus } from './document-status.tsx'
import { type Filter, useDocuments } from './documents.ts'

const kinds = { text: 'Text', file: 'File', answer: 'Q&A', page: 'Page' }

/** Everything in the knowledge with its state, newest first. */
export const DocumentList = () => {
  const [filter, setFilter] = useState<Filter>({})
  const [settled] = useDebouncedValue(filter, 200)
  const { value, problem, fetching, more } = useDocuments(settled)
  const filtered = Object.values(filter).some(Boolean)
  return (
    <>
      <DocumentFilter filter={filter} onFilter={setFilter} />
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('knowledge')} />}
      {value === undefined && problem === undefined && <SkeletonRows count={8} />}
      {value?.items.length === 0 && !filtered && (
        <EmptyState icon={IconBook2} title="Nothing here yet">
          Agents answer from what is here. Drop your help pages, price lists or policies above, or add a web page or a
          text.
        </EmptyState>
      )}
      {value?.items.length === 0 && filtered && (
        <p className="py-6 text-(--quiet)">
          Nothing passes this filter.{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => setFilter({})}>
            Show everything
          </Button>
        </p>
      )}
      {value !== undefined && value.items.length > 0 && <Rows documents={value.items} />}
      {more && (
        <Button variant="subtle" color="gray" loading={fetching} onClick={more} className="mt-2 self-center">
          Show more
        </Button>
      )}
    </>
  )
}

const Rows = ({ documents }: { documents: readonly Document[] }) => (
  <table className="w-full table-fixed border-collapse text-start tabular-nums">
    <thead className="text-[12px] text-(--quiet) max-md:sr-only">
      <tr className="h-8 border-b *:text-start *:font-normal">
        <th scope="col">Title</th>
        <th scope="col" className="w-28">
          Status
        </th>
        <th scope="col" className="w-20">
          Kind
        </th>
        <th scope="col" className="w-24">
          Size
        </th>
        <th scope="col" className="w-28">
          Updated
        </th>
      </tr>
    </thead>
    <tbody data-walk>
      {documents.map(document => (
        <Row key={document.id} document={document} />
      ))}
    </tbody>
  </table>
)

const Row = ({ document: { id, title, status, failure, kind, bytes, updatedAt } }: { document: Document }) => (
  <tr className="border-b hover:bg-(--hover) max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:py-2 md:h-10 md:*:py-1">
    <td className="max-md:w-full md:pe-4">
      <AppLink
        href={paths.knowledge({ document: id })}
        className="flex min-h-6 items-center text-(--mantine-color-text) no-underline hover:underline"
      >
        <span className="truncate" dir="auto">
          {title}
        </span>
      </AppLink>
      {failure && (
        <p className="text-[12px] text-(--bad)" dir="auto">
          {failure}
        </p>
      )}
    </td>
    <td>
      <DocumentStatus status={status} />
    </td>
    <td className="text-[13px] text-(--quiet)">{kinds[kind]}</td>
    <td className="text-[13px] text-(--quiet)">{readableBytes(bytes)}</td>
    <td className="text-[13px] text-(--quiet)">
      <Moment at={updatedAt} />
    </td>
  </tr>
)
