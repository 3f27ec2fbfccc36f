'use client'

import type { Role } from '@frontdesk/contract/roles'
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems } from '../../lib/api.ts'
import { createInvitation } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { Secret } from '../settings/secret.tsx'
import { useRoleOptions } from './role-options.ts'

/** Invites a person, and shows the link this once. */
export const Invite = ({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }) => {
  const options = useRoleOptions(roles)
  const [email, setEmail] = useState('')
  const [roleId, setRoleId] = useState('agent')
  const [link, setLink] = useState<string>()
  const { start, working, problem } = useAction(async () => {
    const made = await api.call(createInvitation, { body: { email: email.trim(), roleId } })
    setLink(made.link)
    await refresh('people:invitations')
  })
  const wrong = fieldProblems(problem)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={link ? 'Copy the link now' : 'Invite a person'}
      closeOnClickOutside={!link}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {link ? (
        <Secret secret={link} label="Link" onClose={onClose}>
          Send it to {email.trim()}. It works once, for 72 hours, and for this address only.
        </Secret>
      ) : (
        <form className="flex flex-col gap-4" onSubmit={onSubmit}>
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="off"
            data-autofocus
            required
            withAsterisk={false}
            maxLength={254}
            error={wrong.email}
            value={email}
            onChange={event => setEmail(event.currentTarget.value)}
          />
          <NativeSelect
            label="Role"
            description="What they may do; you can change it later"
            value={roleId}
            onChange={event => setRoleId(event.currentTarget.value)}
            data={options}
          />
          {problem !== undefined && Object.keys(wrong).length === 0 && <Problem thrown={problem} />}
          <div className="flex justify-end gap-2">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={working}>
              Create invitation
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
