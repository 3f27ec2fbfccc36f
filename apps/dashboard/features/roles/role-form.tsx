'use client'

import type { Role } from '@frontdesk/contract/roles'
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems } from '../../lib/api.ts'
import { scopeOptions } from '../../lib/can.ts'
import { createRole, updateRole } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { useMe } from '../../lib/session.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { PermissionBoxes } from './permission-boxes.tsx'

/** Makes a role or changes one, within what its maker may do. */
export const RoleForm = ({ role, onClose }: { role: Role | undefined; onClose: () => void }) => {
  const [name, setName] = useState(role?.name ?? '')
  const [permissions, setPermissions] = useState(role?.permissions ?? [])
  const options = scopeOptions(useMe().value)
  const [scope, setScope] = useState(role?.conversationScope)
  const conversationScope = scope ?? options.find(({ disabled }) => !disabled)?.value ?? 'all'
  const [touched, setTouched] = useState(false)
  useUnsavedChanges(touched)
  const { start, working, problem } = useAction(async () => {
    const body = { name, permissions, conversationScope }
    await (role ? api.call(updateRole, { parameters: { roleId: role.id }, body }) : api.call(createRole, { body }))
    nothingUnsaved()
    await Promise.all([refresh('people'), refresh('me')])
  })
  const wrong = fieldProblems(problem)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (await start()) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={role ? 'Edit role' : 'New role'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="flex flex-col gap-4" onChange={() => setTouched(true)} onSubmit={event => void onSubmit(event)}>
        <TextInput
          label="Name"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          dir="auto"
          error={wrong.name}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <PermissionBoxes chosen={permissions} onChange={setPermissions} />
        <NativeSelect
          label="Sees"
          description="Which conversations, wherever they are listed, counted, read or told of"
          value={conversationScope}
          onChange={event => setScope(event.currentTarget.value as Role['conversationScope'])}
          data={options}
        />
        {problem !== undefined && wrong.name === undefined && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working}>
            {role ? 'Save' : 'Create role'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
