'use client'

import type { ToolCall } from '@frontdesk/contract/tool-calls'
import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems } from '../../lib/api.ts'
import { rejectToolCall } from '../../lib/endpoints.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Props = { call: ToolCall; onRejected: () => Promise<void>; onClose: () => void }

/** Asks why: the agent is told, and goes on without the call. */
export const RejectDialog = ({ call, onRejected, onClose }: Props) => {
  const [reason, setReason] = useState('')
  const { start, working, problem } = useAction(async () => {
    await api.call(rejectToolCall, { parameters: { toolCallId: call.id }, body: { reason } })
    await onRejected()
  })
  const wrong = fieldProblems(problem)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    // The dialog is inside a row that may be a form's.
    event.stopPropagation()
    if (await start()) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={`Reject ${call.name}?`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="flex flex-col gap-4" onSubmit={event => void onSubmit(event)}>
        <Textarea
          label="Reason"
          description="The agent reads it, and tells the customer in its own words"
          data-autofocus
          required
          withAsterisk={false}
          rows={3}
          maxLength={1_000}
          dir="auto"
          error={wrong.reason}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        {problem !== undefined && wrong.reason === undefined && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red.8" loading={working}>
            Reject
          </Button>
        </div>
      </form>
    </Modal>
  )
}
