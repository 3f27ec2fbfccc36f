import type { AuditEntry } from '@frontdesk/contract/audit'
import { IconChevronRight } from '@tabler/icons-react'
import { Moment } from '../../ui/moment.tsx'
import { actorName, deedOf, type Names } from './audit-line.ts'

/** One line of the trail, opening to everything that was kept of it. */
export const EntryRow = ({ entry, names }: { entry: AuditEntry; names: Names }) => (
  <li className="border-b">
    <details className="group">
      <summary className="flex min-h-11 cursor-pointer list-none items-center [&::-webkit-details-marker]:hidden gap-2 rounded-lg py-2 hover:bg-(--hover) md:min-h-10">
        <IconChevronRight
          size={16}
          stroke={1.7}
          aria-hidden
          className="shrink-0 text-(--quiet) group-open:rotate-90 rtl:rotate-180"
        />
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]" dir="auto">
          <span className="font-medium">{actorName(entry.actor, names)}</span> {deedOf(entry, names)}
        </span>
        <Moment at={entry.at} className="shrink-0 pe-1 text-[12px] text-(--quiet) tabular-nums" />
      </summary>
      <dl className="mb-3 ms-6 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[13px]">
        {factsOf(entry).map(([name, fact]) => (
          <div key={name} className="contents">
            <dt className="text-(--quiet)">{name}</dt>
            <dd className="min-w-0 tabular-nums [overflow-wrap:anywhere]" dir="auto">
              {fact}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  </li>
)

const factsOf = ({ seq, at, actor, action, target, details, requestId, ip, hash }: AuditEntry): [string, string][] => [
  ['Entry', String(seq)],
  ['When', new Date(at).toLocaleString()],
  ['Who', actor],
  ['Action', action],
  ...optional('Target', target),
  ...Object.entries(details).map(([name, value]): [string, string] => [capitalized(name), wordsOf(value)]),
  ...optional('From', ip),
  ['Request', requestId],
  ['Hash', hash],
]

const optional = (name: string, fact: string | null): [string, string][] => (fact === null ? [] : [[name, fact]])

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const wordsOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
