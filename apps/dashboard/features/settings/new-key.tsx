'use client'

import type { ConversationScope, Permission } from '@frontdesk/contract/permissions'
import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { scopeOptions } from '../../lib/can.ts'
import { createApiKey } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { useMe } from '../../lib/session.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { Secret } from './secret.tsx'

const dayMs = 86_400_000
const lifetimes = { '30': '30 days', '90': '90 days', '365': 'A year', '': 'Does not expire' }

const listOf = (name: 'addresses' | 'origins', text: string) => {
  const items = text.split(/[\s,]+/).filter(item => item !== '')
  return items.length > 0 ? { [name]: items } : {}
}

/** Makes a key that may do no more than its maker, and shows its secret this once. */
export const NewKey = ({ onClose }: { onClose: () => void }) => {
  const me = useMe().value
  const mine = me?.permissions ?? []
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [refused, setRefused] = useState<readonly Permission[]>([])
  const [scope, setScope] = useState<ConversationScope>('all')
  const [networks, setNetworks] = useState('')
  const [sites, setSites] = useState('')
  const [secret, setSecret] = useState<string>()
  const permissions = mine.filter(permission => !refused.includes(permission))
  const { start, working, problem } = useAction(async () => {
    const expiresAt = days === '' ? undefined : new Date(Date.now() + Number(days) * dayMs).toISOString()
    const bounds = {
      ...(scope !== 'all' && { conversationScope: scope }),
      ...listOf('addresses', networks),
      ...listOf('origins', sites),
    }
    const made = await api.call(createApiKey, {
      body: { name, permissions, ...bounds, ...(expiresAt && { expiresAt }) },
    })
    setSecret(made.secret)
    await refresh('api-keys')
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  const toggle = (permission: Permission, wanted: boolean) =>
    setRefused(wanted ? refused.filter(other => other !== permission) : [...refused, permission])
  return (
    <Modal
      opened
      onClose={onClose}
      title={secret ? 'Copy the key now' : 'New API key'}
      closeOnClickOutside={!secret}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {secret ? (
        <Secret secret={secret} onClose={onClose} />
      ) : (
        <form className="flex flex-col gap-4" onSubmit={onSubmit}>
          <TextInput
            label="Name"
            description="Where it is used, so that you know it later"
            data-autofocus
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <fieldset className="m-0 flex flex-col gap-2 border-0 p-0">
            <legend className="mb-2 p-0 font-medium">May</legend>
            {mine.map(permission => (
              <Checkbox
                key={permission}
                label={permission}
                checked={permissions.includes(permission)}
                onChange={event => toggle(permission, event.currentTarget.checked)}
              />
            ))}
          </fieldset>
          <NativeSelect
            label="Sees"
            description="Which conversations, among those that you see yourself"
            value={scope}
            onChange={event => setScope(event.currentTarget.value as ConversationScope)}
            data={scopeOptions(undefined)}
          />
          <NativeSelect
            label="Works for"
            value={days}
            onChange={event => setDays(event.currentTarget.value)}
            data={Object.entries(lifetimes).map(([value, label]) => ({ value, label }))}
          />
          <TextInput
            label="Only from these networks"
            description="Such as 203.0.113.0/24, divided by commas; empty: from anywhere"
            value={networks}
            onChange={event => setNetworks(event.currentTarget.value)}
          />
          <TextInput
            label="In browsers, only on these sites"
            description="Such as https://shop.example; empty: it is not for browsers"
            value={sites}
            onChange={event => setSites(event.currentTarget.value)}
          />
          {problem !== undefined && <Problem thrown={problem} />}
          <div className="flex justify-end gap-2">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={working} disabled={permissions.length === 0}>
              Create key
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
