import { IconAlertTriangle, IconCheck, IconClock, IconLoader } from '@tabler/icons-react'
import type { Status } from './documents.ts'

const looks = {
  queued: { icon: IconClock, word: 'Queued', colour: 'text-(--quiet)' },
  processing: { icon: IconLoader, word: 'Processing', colour: 'text-(--warn)' },
  ready: { icon: IconCheck, word: 'Ready', colour: 'text-(--good)' },
  failed: { icon: IconAlertTriangle, word: 'Failed', colour: 'text-(--bad)' },
}

export const DocumentStatus = ({ status }: { status: Status }) => {
  const { icon: Icon, word, colour } = looks[status]
  return (
    <span className={`inline-flex items-center gap-1 text-[13px] whitespace-nowrap ${colour}`}>
      <Icon size={15} stroke={1.8} aria-hidden />
      {word}
    </span>
  )
}
