import type { Invitation } from '@frontdesk/contract/people'
import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { revokeInvitation } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { LoadMore } from '../../ui/load-more.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useInvitations } from './people.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })

/** Who has been invited and has not come yet; nothing at all while there is nobody. */
export const Invitations = () => {
  const { value, problem, fetching, more } = useInvitations()
  const [revoking, setRevoking] = useState<Invitation>()
  const revoke = async () => {
    if (revoking) await api.call(revokeInvitation, { parameters: { invitationId: revoking.id } })
    await refresh('people:invitations')
  }
  if (problem !== undefined)
    return <Problem thrown={problem} onRetry={() => void refresh('people:invitations')} title="Invitations" />
  if (value === undefined || value.items.length === 0) return null
  return (
    <section aria-labelledby="invitations" className="flex flex-col gap-3">
      <h2 id="invitations" className="text-[16px] font-semibold">
        Invited
      </h2>
      <ul aria-label="Invitations" className="border-t">
        {value.items.map(invitation => (
          <InvitationRow key={invitation.id} invitation={invitation} onRevoke={setRevoking} />
        ))}
      </ul>
      <LoadMore more={more} fetching={fetching} />
      {revoking && (
        <Confirm
          title={`Take back the invitation of ${revoking.email}?`}
          action="Revoke"
          onConfirm={revoke}
          onClose={() => setRevoking(undefined)}
        >
          The link stops to work. You can invite them again.
        </Confirm>
      )}
    </section>
  )
}

type RowProps = { invitation: Invitation; onRevoke: (invitation: Invitation) => void }

const InvitationRow = ({ invitation, onRevoke }: RowProps) => (
  <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b py-2">
    <span className="min-w-0 flex-1 basis-full truncate md:basis-[200px]">{invitation.email}</span>
    <span className="text-[13px] md:w-32 text-(--quiet)">
      Expires <Moment at={invitation.expiresAt} />
    </span>
    <span className="min-w-0 truncate max-md:flex-1 md:w-40 md:px-3" dir="auto">
      {invitation.role.name}
    </span>
    <span className="w-[88px]">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Revoke the invitation of ${invitation.email}`}
        onClick={() => onRevoke(invitation)}
        fullWidth
      >
        Revoke
      </Button>
    </span>
  </li>
)
