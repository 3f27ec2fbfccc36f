'use client'

import type { ModelConnection, ModelProvider } from '@frontdesk/contract/model-connections'
import { Button, Modal, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems } from '../../lib/api.ts'
import { createModelConnection, updateModelConnection } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { providers } from './provider-words.ts'

type Props = { connection: ModelConnection | undefined; onClose: () => void }

/** Connects a provider, or gives a connection another name, address or key. */
export const ConnectionForm = ({ connection, onClose }: Props) => {
  const [name, setName] = useState(connection?.name ?? '')
  const [provider, setProvider] = useState<ModelProvider>(connection?.provider ?? 'openai')
  const [address, setAddress] = useState(connection?.baseUrl ?? '')
  const [apiKey, setApiKey] = useState('')
  const [touched, setTouched] = useState(false)
  useUnsavedChanges(touched)
  const { start, working, problem } = useAction(async () => {
    const baseUrl = address.trim() || null
    await (connection
      ? api.call(updateModelConnection, {
          parameters: { modelConnectionId: connection.id },
          body: { name, baseUrl, ...(apiKey !== '' && { apiKey }) },
        })
      : api.call(createModelConnection, { body: { name, provider, baseUrl, apiKey } }))
    nothingUnsaved()
    await refresh('model-connections')
  })
  const wrong = fieldProblems(problem)
  const isOwnServer = provider === 'openai-compatible'
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (await start()) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={connection ? 'Edit connection' : 'New connection'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="flex flex-col gap-4" onChange={() => setTouched(true)} onSubmit={event => void onSubmit(event)}>
        <TextInput
          label="Name"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={100}
          dir="auto"
          error={wrong.name}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="Provider"
          disabled={connection !== undefined}
          value={provider}
          onChange={event => setProvider(event.currentTarget.value as ModelProvider)}
          data={Object.entries(providers).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          label="Address"
          description={isOwnServer ? 'Of the server, up to /v1' : 'Empty: the provider’s own'}
          placeholder="https://models.example/v1"
          type="url"
          required={isOwnServer}
          withAsterisk={false}
          maxLength={2_000}
          error={wrong.baseUrl}
          value={address}
          onChange={event => setAddress(event.currentTarget.value)}
        />
        <PasswordInput
          label="Key"
          description={
            connection
              ? 'Empty: the key stays as it is. It is kept sealed and never shown again'
              : 'Kept sealed and never shown again'
          }
          autoComplete="off"
          maxLength={1_000}
          error={wrong.apiKey}
          value={apiKey}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the key' }}
          onChange={event => setApiKey(event.currentTarget.value)}
        />
        {problem !== undefined && Object.keys(wrong).length === 0 && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working}>
            {connection ? 'Save' : 'Connect'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
