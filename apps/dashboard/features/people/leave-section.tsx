import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { leaveOrganization } from '../../lib/endpoints.ts'
import { startAfresh, useMe } from '../../lib/session.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })

/** The way out, for whoever is signed in. */
export const LeaveSection = () => {
  const organization = useMe().value?.organization.name
  const [leaving, setLeaving] = useState(false)
  const leave = async () => {
    await api.call(leaveOrganization)
    startAfresh()
  }
  return (
    <section aria-labelledby="leave" className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-[260px]">
        <h2 id="leave" className="text-[16px] font-semibold">
          Leave
        </h2>
        <p className="text-(--quiet)">You lose access to everything here, and the API keys you made end.</p>
      </div>
      <Button variant="default" disabled={organization === undefined} onClick={() => setLeaving(true)}>
        Leave organization
      </Button>
      {leaving && (
        <Confirm title={`Leave ${organization}?`} action="Leave" onConfirm={leave} onClose={() => setLeaving(false)}>
          Only an invitation brings you back.
        </Confirm>
      )}
    </section>
  )
}
