import type { Member } from '@frontdesk/contract/people'
import type { Role } from '@frontdesk/contract/roles'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { api, problemSentence } from '../../lib/api.ts'
import { updateMember } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { notify } from '../../ui/notify.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useRoleOptions } from './role-options.ts'

/** The role of a person, changed at once; taken back, with the reason, when it did not work. */
export const RoleSelect = ({ member, roles }: { member: Member; roles: readonly Role[] }) => {
  const options = useRoleOptions(roles)
  const [chosen, setChosen] = useState<string>()
  const { start, working, problem } = useAction(async (roleId: string) => {
    const changed = await api.call(updateMember, { parameters: { userId: member.userId }, body: { roleId } })
    await refresh('people')
    void notify(`${changed.name} is now ${changed.role.name}`)
  })
  const choose = async (roleId: string) => {
    setChosen(roleId)
    await start(roleId)
    setChosen(undefined)
  }
  return (
    <NativeSelect
      aria-label={`Role of ${member.name}`}
      className="max-md:flex-1 md:w-40"
      data={options}
      value={chosen ?? member.role.id}
      disabled={working}
      error={problem === undefined ? undefined : problemSentence(problem)}
      onChange={event => void choose(event.currentTarget.value)}
    />
  )
}
