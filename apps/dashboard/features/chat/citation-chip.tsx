import type { Citation } from '@frontdesk/contract/conversations'
import { Popover } from '@mantine/core'
import { useRef, useState } from 'react'
import { bareText } from '../../lib/bare-text.ts'
import { paths } from '../../lib/paths.ts'
import { safeLink } from './safe-link.ts'

const lingerMs = 150

/** The number of a source, opening to what it says: by pointing at it, by tapping it, by Enter. */
export const CitationChip = ({ citation }: { citation: Citation }) => {
  const [open, setOpen] = useState<'no' | 'peek' | 'held'>('no')
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  const peek = () => {
    clearTimeout(leaving.current)
    setOpen(now => (now === 'no' ? 'peek' : now))
  }
  const unpeek = () => {
    leaving.current = setTimeout(() => setOpen(now => (now === 'peek' ? 'no' : now)), lingerMs)
  }
  const held = open === 'held'
  return (
    <Popover
      opened={open !== 'no'}
      onChange={opened => !opened && setOpen('no')}
      width={320}
      position="top"
      shadow="md"
      withArrow
      trapFocus={held}
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <button
          type="button"
          aria-label={`Source ${citation.number}: ${citation.title}`}
          aria-expanded={open !== 'no'}
          onPointerEnter={event => event.pointerType === 'mouse' && peek()}
          onPointerLeave={unpeek}
          onClick={() => setOpen(held ? 'no' : 'held')}
          className="relative mx-[2px] inline-flex h-[18px] min-w-[18px] cursor-pointer items-center justify-center rounded-md bg-(--chosen) px-1 align-[1px] text-[11px] font-semibold text-(--accent) tabular-nums after:absolute after:-inset-[6px]"
        >
          {citation.number}
        </button>
      </Popover.Target>
      <Popover.Dropdown
        onPointerEnter={peek}
        onPointerLeave={unpeek}
        role="dialog"
        aria-label={`Source ${citation.number}`}
      >
        <SourceCard citation={citation} />
      </Popover.Dropdown>
    </Popover>
  )
}

const SourceCard = ({ citation }: { citation: Citation }) => {
  const url = citation.url === null ? '' : safeLink(citation.url)
  return (
    <div className="flex flex-col gap-2 text-[13px]">
      <p className="font-semibold" dir="auto">
        {citation.title}
      </p>
      <p className="line-clamp-6 whitespace-pre-line text-(--quiet)" dir="auto">
        {bareText(citation.text)}
      </p>
      <p className="flex flex-wrap gap-3">
        {url && (
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="truncate text-(--accent) underline"
          >
            {new URL(url).host}
          </a>
        )}
        <a href={paths.knowledge({ document: citation.documentId })} className="text-(--accent) underline">
          Open in knowledge
        </a>
      </p>
    </div>
  )
}
