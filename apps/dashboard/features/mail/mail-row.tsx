import type { Mail } from '@frontdesk/contract/mail'
import { useState } from 'react'
import { FoldMark } from '../../ui/fold-mark.tsx'
import { Moment } from '../../ui/moment.tsx'
import { MailStatus } from './mail-status.tsx'
import { MailView } from './mail-view.tsx'

/** One line of the list, opening to what the mail says as far as one may read it. */
export const MailRow = ({ mail }: { mail: Mail }) => {
  const [opened, setOpened] = useState(false)
  return (
    <li className="border-b">
      <details className="group" onToggle={event => setOpened(event.currentTarget.open)}>
        <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-4 gap-y-1 rounded-lg py-2 [&::-webkit-details-marker]:hidden hover:bg-(--hover) md:min-h-10">
          <span className="flex min-w-0 flex-1 basis-full items-center gap-2 md:basis-[260px]">
            <FoldMark />
            <span className="min-w-0 truncate font-medium" dir="auto">
              {mail.subject}
            </span>
          </span>
          <span className="min-w-0 flex-1 basis-[140px] truncate text-[13px] text-(--quiet) max-md:ps-6">
            {mail.to}
          </span>
          <span className="flex md:w-24">
            <MailStatus status={mail.status} />
          </span>
          <Moment
            at={mail.createdAt}
            className="shrink-0 pe-1 text-[12px] text-(--quiet) tabular-nums md:w-24 md:text-end"
          />
        </summary>
        {opened && <MailView mail={mail} />}
      </details>
    </li>
  )
}
