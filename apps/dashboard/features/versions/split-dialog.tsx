'use client'

import type { Agent } from '@frontdesk/contract/agents'
import type { AgentVersion } from '@frontdesk/contract/versions'
import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { rollOutAgent } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { shareOf } from './live.ts'

type Props = { agent: Agent; versions: readonly AgentVersion[]; onClose: () => void }

/** Which version gets how many of the customers. */
export const SplitDialog = ({ agent, versions, onClose }: Props) => {
  const [shares, setShares] = useState<Record<number, string>>(() =>
    Object.fromEntries(versions.map(({ number }) => [number, String(shareOf(agent.live, number) || '')])),
  )
  const wanted = versions
    .map(({ number }) => ({ number, share: Number(shares[number] ?? 0) }))
    .filter(({ share }) => share !== 0)
  const sum = wanted.reduce((total, { share }) => total + share, 0)
  const { start, working, problem } = useAction(async () => {
    await api.call(rollOutAgent, { parameters: { agentId: agent.id }, body: { versions: wanted } })
    await refresh('agents')
    void notify('Customers are split from the next conversation on')
  })
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (await start()) onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Split customers" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="flex flex-col gap-4" onSubmit={event => void onSubmit(event)}>
        <p className="text-(--quiet)">
          Each customer always gets the same version. A conversation keeps the one it began with until it is resolved.
        </p>
        {versions.map(({ number, note }) => (
          <TextInput
            key={number}
            label={`Version ${number}, percent`}
            description={note || undefined}
            type="number"
            inputMode="numeric"
            min={0}
            max={100}
            step={1}
            value={shares[number] ?? ''}
            onChange={event => setShares({ ...shares, [number]: event.currentTarget.value })}
          />
        ))}
        <p role="status" className={sum === 100 ? 'text-(--quiet)' : 'text-(--bad)'}>
          {sum === 100 ? 'Together 100 percent' : `Together ${sum} percent; it has to be 100`}
        </p>
        {problem !== undefined && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working} disabled={sum !== 100}>
            Split
          </Button>
        </div>
      </form>
    </Modal>
  )
}
