import { type ReactNode, useState } from 'react'
import { FoldMark } from '../../ui/fold-mark.tsx'
import { DiffView } from './diff-view.tsx'
import { useDiff } from './versions.ts'

type Props = {
  agentId: string
  /** Undefined: there is nothing to compare with. */
  from: string | undefined
  to: string
  same: string
  first: string
  label: string
  summary: ReactNode
  children?: ReactNode
}

/** A line of the timeline; what changed is asked for once it is opened. */
export const ChangesRow = ({ agentId, from, to, same, first, label, summary, children }: Props) => {
  const [open, setOpen] = useState(false)
  const diff = useDiff(agentId, open ? from : undefined, to)
  return (
    <li className="border-b" aria-label={label}>
      <details className="group" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary className="flex min-h-11 cursor-pointer list-none items-start gap-2 rounded-lg py-2 hover:bg-(--hover) [&::-webkit-details-marker]:hidden">
          <span className="mt-0.5">
            <FoldMark />
          </span>
          <span className="min-w-0 flex-1">{summary}</span>
        </summary>
        <div className="mt-2 mb-4 ms-6 flex flex-col gap-4">
          {from === undefined ? <p className="text-(--quiet)">{first}</p> : <DiffView diff={diff} same={same} />}
          {children}
        </div>
      </details>
    </li>
  )
}
