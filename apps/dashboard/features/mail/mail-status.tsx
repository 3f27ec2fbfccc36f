import type { Mail } from '@frontdesk/contract/mail'
import { IconAlertTriangle, IconCheck, IconClock, IconInbox } from '@tabler/icons-react'

const looks = {
  queued: { icon: IconClock, word: 'Waiting', colour: 'text-(--warn)' },
  sent: { icon: IconCheck, word: 'Sent', colour: 'text-(--good)' },
  failed: { icon: IconAlertTriangle, word: 'Failed', colour: 'text-(--bad)' },
  kept: { icon: IconInbox, word: 'Kept here', colour: 'text-(--quiet)' },
} satisfies Record<Mail['status'], unknown>

export const MailStatus = ({ status }: Pick<Mail, 'status'>) => {
  const { icon: Icon, word, colour } = looks[status]
  return (
    <span className={`inline-flex items-center gap-1 text-[13px] whitespace-nowrap ${colour}`}>
      <Icon size={15} stroke={1.8} aria-hidden />
      {word}
    </span>
  )
}
