import type { Conversation } from '@frontdesk/contract/conversations'
import type { ReactNode } from 'react'
import { AppLink } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'

type Props = { conversation: Conversation; href: string; current: boolean; children?: ReactNode }

/** One conversation in a list, with a line of what matters there. */
export const ConversationRow = ({
  conversation: { title, waitingSince, lastActivityAt },
  href,
  current,
  children,
}: Props) => (
  <li>
    <AppLink
      href={href}
      aria-current={current ? 'true' : undefined}
      className={`flex min-h-11 flex-col justify-center rounded-lg px-2 py-1.5 no-underline ${
        current ? 'bg-(--chosen) text-(--accent)' : 'text-(--mantine-color-text) hover:bg-(--hover)'
      }`}
    >
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate" dir="auto">
          {title || 'Untitled'}
        </span>
        <Moment
          at={waitingSince ?? lastActivityAt}
          className={`shrink-0 text-[12px] tabular-nums ${waitingSince ? 'text-(--warn)' : 'text-(--quiet)'}`}
        />
      </span>
      {children}
    </AppLink>
  </li>
)
