'use client'

import type { Role } from '@frontdesk/contract/roles'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { deleteRole } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useRoles } from '../people/people.ts'
import { SettingsPage } from '../settings/settings-page.tsx'
import { RoleList } from './role-list.tsx'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const RoleForm = dynamic(() => import('./role-form.tsx').then(({ RoleForm }) => RoleForm), { ssr: false })

/** What people may do: the built-in roles, and the organization's own. */
export const RolesScreen = () => {
  const whyNotSee = useWhyNot('people.read')
  const whyNot = useWhyNot('people.manage')
  const { value, problem } = useRoles()
  const [editing, setEditing] = useState<Role | 'new'>()
  const [deleting, setDeleting] = useState<Role>()
  const remove = async () => {
    if (deleting) await api.call(deleteRole, { parameters: { roleId: deleting.id } })
    await refresh('people')
  }
  const hint = whyNotSee ?? whyNot
  return (
    <SettingsPage>
      <section aria-labelledby="roles" className="flex flex-col gap-3">
        <header className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="roles" className="text-[16px] font-semibold">
            Roles
          </h2>
          <GatedButton whyNot={whyNot} onClick={() => setEditing('new')}>
            New role
          </GatedButton>
        </header>
        {hint && <p className="text-(--quiet)">{hint}</p>}
        {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('people')} />}
        {value === undefined && problem === undefined && whyNotSee === undefined && <SkeletonRows />}
        {value !== undefined && <RoleList roles={value} onEdit={setEditing} onDelete={setDeleting} />}
      </section>
      {editing && <RoleForm role={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      {deleting && (
        <Confirm
          title={`Delete ${deleting.name}?`}
          action="Delete"
          onConfirm={remove}
          onClose={() => setDeleting(undefined)}
        >
          Nobody can be given this role any more. It can go only while nobody has it.
        </Confirm>
      )}
    </SettingsPage>
  )
}
