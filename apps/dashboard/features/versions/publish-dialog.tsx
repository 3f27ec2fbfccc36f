'use client'

import type { Agent } from '@frontdesk/contract/agents'
import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { publishAgent } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { DiffView } from './diff-view.tsx'
import { useDiff } from './versions.ts'

/** Shows what customers would notice, and makes it the next version. */
export const PublishDialog = ({ agent, onClose }: { agent: Agent; onClose: () => void }) => {
  const [note, setNote] = useState('')
  const isFirst = agent.live.length === 0
  const diff = useDiff(agent.id, isFirst ? undefined : 'live', 'draft')
  const nothingNew = diff.value?.sections.length === 0
  const { start, working, problem } = useAction(async () => {
    const { number } = await api.call(publishAgent, {
      parameters: { agentId: agent.id },
      body: { note, expectedVersion: agent.version },
    })
    await refresh('agents')
    void notify(`Version ${number} answers customers now`)
  })
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (await start()) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`Publish ${agent.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="flex flex-col gap-4" onSubmit={event => void onSubmit(event)}>
        {isFirst ? (
          <p className="text-(--quiet)">
            The draft becomes version 1. From then on customers get what is published, and you change the draft in
            peace.
          </p>
        ) : (
          <DiffView diff={diff} same="The draft is the same as the version that is live." />
        )}
        <Textarea
          label="Note"
          description="What has changed, for whoever looks back"
          data-autofocus
          rows={2}
          maxLength={2_000}
          dir="auto"
          value={note}
          onChange={event => setNote(event.currentTarget.value)}
        />
        {problem !== undefined && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working} disabled={nothingNew}>
            Publish
          </Button>
        </div>
      </form>
    </Modal>
  )
}
