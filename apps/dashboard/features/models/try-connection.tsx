'use client'

import type { Reply } from '@frontdesk/contract/endpoint'
import type { ModelConnection } from '@frontdesk/contract/model-connections'
import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { tryModelConnection } from '../../lib/endpoints.ts'
import { Problem } from '../../ui/problem.tsx'
import { readableTime } from '../../ui/readable-time.ts'
import { useAction } from '../../ui/use-action.ts'

type Props = { connection: ModelConnection; onClose: () => void }

/** Asks a model of a connection for one word. */
export const TryConnection = ({ connection, onClose }: Props) => {
  const [model, setModel] = useState('')
  const [reply, setReply] = useState<Reply<typeof tryModelConnection>>()
  const { start, working, problem } = useAction(async () => {
    setReply(undefined)
    setReply(await api.call(tryModelConnection, { parameters: { modelConnectionId: connection.id }, body: { model } }))
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <Modal opened onClose={onClose} title={`Try ${connection.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        <TextInput
          label="Model"
          description="As the provider calls it; it is asked for one word"
          data-autofocus
          required
          withAsterisk={false}
          spellCheck={false}
          maxLength={200}
          value={model}
          onChange={event => setModel(event.currentTarget.value)}
        />
        {problem !== undefined && <Problem thrown={problem} />}
        <div role="status">
          {reply && (
            <p className={`[overflow-wrap:anywhere] ${reply.works ? 'text-(--good)' : 'text-(--bad)'}`} dir="auto">
              {reply.works ? `It works, and said: ${reply.said}` : reply.said}{' '}
              <span className="text-(--quiet) tabular-nums">{readableTime(reply.durationMs)}</span>
            </p>
          )}
        </div>
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Done
          </Button>
          <Button type="submit" loading={working}>
            Try
          </Button>
        </div>
      </form>
    </Modal>
  )
}
