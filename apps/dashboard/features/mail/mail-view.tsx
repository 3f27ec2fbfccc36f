import type { Mail, MailInFull } from '@frontdesk/contract/mail'
import { Button } from '@mantine/core'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { readMail, retryMail } from '../../lib/endpoints.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { useMe } from '../../lib/session.ts'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useAction } from '../../ui/use-action.ts'

/** What a mail says, or why that is not to be read, and what became of it. */
export const MailView = ({ mail: { id, status } }: { mail: Mail }) => {
  // A mail that has gone out since is another thing to read.
  const key = `mail:${id}:${status}`
  const load = useCallback(() => api.call(readMail, { parameters: { mailId: id } }), [id])
  const { value, problem } = useQuery(key, load)
  const isOwner = useMe().value?.permissions.includes('organization.own') ?? false
  const retry = useAction(async () => {
    await api.call(retryMail, { parameters: { mailId: id } })
    await refresh('mails')
  })
  return (
    <div className="mb-3 ms-6 flex flex-col items-start gap-3">
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh(key)} />}
      {value === undefined && problem === undefined && <SkeletonRows count={2} />}
      {value?.failure && <p className="text-(--bad)">{value.failure}</p>}
      {value !== undefined &&
        (value.text === null ? (
          <p className="text-(--quiet)">{whyUnreadable(value, isOwner)}</p>
        ) : (
          <pre
            data-testid="mail-text"
            className="m-0 w-full rounded-lg bg-(--subtle) p-3 font-[inherit] text-[14px] whitespace-pre-wrap [overflow-wrap:anywhere]"
            dir="auto"
          >
            {value.text}
          </pre>
        ))}
      {retry.problem !== undefined && <Problem thrown={retry.problem} />}
      {value?.status === 'failed' && (
        <Button size="compact-sm" variant="default" loading={retry.working} onClick={() => void retry.start()}>
          Send it again
        </Button>
      )}
    </div>
  )
}

const whyUnreadable = ({ status, kind }: MailInFull, isOwner: boolean): string => {
  if (status === 'sent') return 'It is in the mailbox that it went to; nothing of it is kept here.'
  if (status !== 'kept') return 'Only whoever it is for reads what it says, because its link opens the way in.'
  if (!isOwner) return 'Only owners read what it says, because its link opens the way in.'
  return kind === 'invitation'
    ? 'It is older than 30 days, and nothing of it is kept. Invite the person again.'
    : 'It is older than 30 days, or opens an account that also works in an organization that is not yours.'
}
