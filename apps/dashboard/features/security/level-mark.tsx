import type { SecurityLevel } from '@frontdesk/contract/security'
import { VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle, IconUrgent } from '@tabler/icons-react'

export const levelWords: Record<SecurityLevel, string> = { info: 'Information', warn: 'Warning', critical: 'Critical' }

const icons = {
  info: { Icon: IconInfoCircle, colour: 'text-(--quiet)' },
  warn: { Icon: IconAlertTriangle, colour: 'text-(--warn)' },
  critical: { Icon: IconUrgent, colour: 'text-(--bad)' },
}

/** How grave it is, for the eye and for the ear. */
export const LevelMark = ({ level }: { level: SecurityLevel }) => {
  const { Icon, colour } = icons[level]
  return (
    <span className={`flex shrink-0 ${colour}`} title={levelWords[level]}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <VisuallyHidden>{levelWords[level]}: </VisuallyHidden>
    </span>
  )
}
