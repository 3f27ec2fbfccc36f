import type { ToolCallState } from '@frontdesk/contract/tool-calls'
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconHandStop,
  IconLoader,
} from '@tabler/icons-react'

export const states = {
  planned: { word: 'About to run', icon: IconClock, colour: 'text-(--quiet)' },
  waiting: { word: 'Waits for approval', icon: IconHandStop, colour: 'text-(--warn)' },
  started: { word: 'Running', icon: IconLoader, colour: 'text-(--quiet)' },
  succeeded: { word: 'Succeeded', icon: IconCircleCheck, colour: 'text-(--good)' },
  failed: { word: 'Failed', icon: IconCircleX, colour: 'text-(--bad)' },
  refused: { word: 'Refused', icon: IconBan, colour: 'text-(--bad)' },
  unknown: { word: 'Nobody knows whether it happened', icon: IconAlertTriangle, colour: 'text-(--warn)' },
} as const satisfies Record<ToolCallState, unknown>

/** How it stands with a call: never by colour alone. */
export const CallState = ({ state }: { state: ToolCallState }) => {
  const { word, icon: Icon, colour } = states[state]
  return (
    <span className={`inline-flex items-center gap-1 ${colour}`}>
      <Icon size={16} stroke={1.7} aria-hidden className="shrink-0" />
      {word}
    </span>
  )
}
