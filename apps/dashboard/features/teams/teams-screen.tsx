'use client'

import type { Team } from '@frontdesk/contract/teams'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { deleteTeam } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { TeamList } from './team-list.tsx'
import { useTeams } from './teams.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const TeamForm = dynamic(() => import('./team-form.tsx').then(({ TeamForm }) => TeamForm), { ssr: false })

/** Who works together, and so may see each other's conversations. */
export const TeamsScreen = () => {
  const whyNotSee = useWhyNot('people.read')
  const whyNot = useWhyNot('people.manage')
  const { value, problem } = useTeams()
  const [editing, setEditing] = useState<Team | 'new'>()
  const [deleting, setDeleting] = useState<Team>()
  const remove = async () => {
    if (deleting) await api.call(deleteTeam, { parameters: { teamId: deleting.id } })
    await refresh('people:teams')
  }
  const hint = whyNotSee ?? whyNot
  return (
    <SettingsPage>
      <section aria-labelledby="teams" className="flex flex-col gap-3">
        <header className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="teams" className="text-[16px] font-semibold">
            Teams
          </h2>
          <GatedButton whyNot={whyNot} onClick={() => setEditing('new')}>
            New team
          </GatedButton>
        </header>
        {hint && <p className="text-(--quiet)">{hint}</p>}
        {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('people:teams')} />}
        {value === undefined && problem === undefined && whyNotSee === undefined && <SkeletonRows />}
        {value?.length === 0 && (
          <p className="max-w-[68ch] text-(--quiet)">
            A team shares conversations. A role can show its people those of their teams, and their own, and no others.
          </p>
        )}
        {value !== undefined && value.length > 0 && (
          <TeamList teams={value} onEdit={setEditing} onDelete={setDeleting} />
        )}
      </section>
      {editing && <TeamForm team={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      {deleting && (
        <Confirm
          title={`Delete ${deleting.name}?`}
          action="Delete"
          onConfirm={remove}
          onClose={() => setDeleting(undefined)}
        >
          Its conversations belong to no team then. Whoever is assigned to one of them stays so.
        </Confirm>
      )}
    </SettingsPage>
  )
}
