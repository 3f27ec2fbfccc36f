'use client'

import { Button, Modal } from '@mantine/core'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { listOrganizations, switchOrganization } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { startAfresh, useMe } from '../../lib/session.ts'
import { mayLeave } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useAction } from '../../ui/use-action.ts'
import { NewOrganization } from './new-organization.tsx'

const loadOrganizations = () => readAll(cursor => api.call(listOrganizations, { query: { limit: 100, cursor } }))

/** The organizations that one works in, and the way to another. */
export const Organizations = ({ onClose }: { onClose: () => void }) => {
  const here = useMe().value?.organization.id
  const { value, problem } = useQuery('organizations', loadOrganizations)
  const [making, setMaking] = useState(false)
  const change = useAction(async (organizationId: string) => {
    await api.call(switchOrganization, { body: { organizationId } })
    startAfresh()
  })
  const enter = async (id: string) => {
    if (await change.start(id)) return
    setMaking(false)
    await refresh('organizations')
  }
  const choose = (id: string) => {
    if (id === here) onClose()
    else if (mayLeave()) void change.start(id)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={making ? 'New organization' : 'Organizations'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {making ? (
        <NewOrganization onMade={enter} onCancel={() => setMaking(false)} />
      ) : (
        <div className="flex flex-col gap-3">
          {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('organizations')} />}
          {value === undefined && problem === undefined && <SkeletonRows count={2} />}
          <ul aria-label="Organizations" className="-mx-2 flex flex-col gap-px">
            {value?.map(({ id, name, role }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-current={id === here ? 'true' : undefined}
                  disabled={change.working}
                  className="flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-lg bg-transparent px-2 text-start hover:bg-(--hover)"
                  onClick={() => choose(id)}
                >
                  <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
                    {name}
                  </span>
                  <span className="max-w-[40%] shrink-0 truncate text-[13px] text-(--quiet)" dir="auto">
                    {role.name}
                  </span>
                  <span className="w-[18px] shrink-0 text-(--accent)" aria-hidden>
                    {id === here && <IconCheck size={18} stroke={1.7} />}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {change.problem !== undefined && <Problem thrown={change.problem} />}
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            className="self-start"
            onClick={() => setMaking(true)}
          >
            New organization
          </Button>
        </div>
      )}
    </Modal>
  )
}
