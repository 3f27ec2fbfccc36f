import type { Member } from '@frontdesk/contract/people'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { removeMember } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { MemberList } from './member-list.tsx'
import { useMembers, useRoles } from './people.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const Invite = dynamic(() => import('./invite.tsx').then(({ Invite }) => Invite), { ssr: false })

/** Everybody who works here, and the way in for more. */
export const PeopleSection = () => {
  const whyNotSee = useWhyNot('people.read')
  const whyNot = useWhyNot('people.manage')
  const { value, problem, fetching, more } = useMembers()
  const roles = useRoles().value ?? []
  const [inviting, setInviting] = useState(false)
  const [removing, setRemoving] = useState<Member>()
  const remove = async () => {
    if (removing) await api.call(removeMember, { parameters: { userId: removing.userId } })
    await refresh('people')
  }
  const hint = whyNotSee ?? whyNot
  return (
    <section aria-labelledby="people" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="people" className="text-[16px] font-semibold">
          People
        </h2>
        <GatedButton whyNot={whyNot} onClick={() => setInviting(true)}>
          Invite
        </GatedButton>
      </header>
      {hint && <p className="text-(--quiet)">{hint}</p>}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('people')} />}
      {value === undefined && problem === undefined && whyNotSee === undefined && <SkeletonRows count={4} />}
      {value !== undefined && <MemberList members={value.items} roles={roles} onRemove={setRemoving} />}
      <LoadMore more={more} fetching={fetching} />
      {inviting && <Invite roles={roles} onClose={() => setInviting(false)} />}
      {removing && (
        <Confirm
          title={`Remove ${removing.name}?`}
          action="Remove"
          onConfirm={remove}
          onClose={() => setRemoving(undefined)}
        >
          Their sessions here and the API keys they made end at once. What they wrote stays.
        </Confirm>
      )}
    </section>
  )
}
