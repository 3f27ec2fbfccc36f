'use client'

import { IconMail } from '@tabler/icons-react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listMails } from '../../lib/endpoints.ts'
import { usePages } from '../../lib/pages.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { MailRow } from './mail-row.tsx'

const loadPage = (cursor: string | undefined) => api.call(listMails, { query: { limit: 25, cursor } })

const whileWaitingMs = 5_000

/** What was mailed, or would have been, newest first. */
export const MailScreen = () => {
  const whyNot = useWhyNot('organization.manage')
  const { value, problem, fetching, more } = usePages(whyNot === undefined ? 'mails' : null, loadPage, ({ items }) =>
    items.some(({ status }) => status === 'queued') ? whileWaitingMs : undefined,
  )
  const isKept = value?.items[0]?.status === 'kept'
  return (
    <SettingsPage>
      <section aria-labelledby="mail" className="flex flex-1 flex-col gap-3">
        <h2 id="mail" className="text-[16px] font-semibold">
          Mail
        </h2>
        {whyNot && <p className="text-(--quiet)">{whyNot}</p>}
        {isKept && (
          <p className="text-(--quiet)">
            No mail service is set up, so mails are kept here for owners to read and hand on, each for 30 days.
          </p>
        )}
        {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('mails')} />}
        {value === undefined && problem === undefined && whyNot === undefined && <SkeletonRows count={5} />}
        {value?.items.length === 0 && (
          <EmptyState icon={IconMail} title="No mails yet">
            Invitations, links to a new password and whatever else is mailed is listed here, with whether it arrived at
            the mail server.
          </EmptyState>
        )}
        {value !== undefined && value.items.length > 0 && (
          <ol aria-label="Mails" className="border-t">
            {value.items.map(mail => (
              <MailRow key={mail.id} mail={mail} />
            ))}
          </ol>
        )}
        <LoadMore more={more} fetching={fetching} />
      </section>
    </SettingsPage>
  )
}
