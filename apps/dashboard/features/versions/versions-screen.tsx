'use client'

import type { Agent } from '@frontdesk/contract/agents'
import { versionBefore } from '@frontdesk/contract/live-versions'
import type { AgentVersion } from '@frontdesk/contract/versions'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconVersions } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { restoreAgentVersion, rollBackAgent, rollOutAgent } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { AppLink } from '../../ui/link.tsx'
import { notify } from '../../ui/notify.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { liveSentence } from './live.ts'
import { PublishButton } from './publish-button.tsx'
import { Timeline } from './timeline.tsx'
import { useVersions } from './versions.ts'

const SplitDialog = dynamic(() => import('./split-dialog.tsx').then(({ SplitDialog }) => SplitDialog), { ssr: false })

type Answering = { kind: 'answer' | 'roll-back'; number: number }
type Asking = Answering | { kind: 'restore'; number: number } | { kind: 'split' } | undefined

/** What was published of an agent and when, who gets which version, and the ways back. */
export const VersionsScreen = ({ agent }: { agent: Agent }) => {
  const versions = useVersions(agent.id)
  const [asking, setAsking] = useState<Asking>()
  const whyNot = useWhyNot('agents.publish')
  const before = versionBefore(agent.live)
  const items: readonly AgentVersion[] = versions.value?.items ?? []
  const close = () => setAsking(undefined)
  const parameters = { agentId: agent.id }
  const answer = async ({ kind, number }: Answering) => {
    if (kind === 'roll-back') await api.call(rollBackAgent, { parameters, body: { version: number } })
    else await api.call(rollOutAgent, { parameters, body: { versions: [{ number, share: 100 }] } })
    await refresh('agents')
    void notify(`Version ${number} answers from the next conversation on`)
  }
  const restore = async (number: number) => {
    const { missingTools, missingConnection } = await api.call(restoreAgentVersion, {
      parameters: { ...parameters, number: String(number) },
    })
    await refresh('agents')
    const missing = [...missingTools, ...(missingConnection ? ['its model connection'] : [])]
    if (missing.length === 0) void notify(`The draft is version ${number} again`)
    else
      void notify(`The draft is version ${number} again, without what was deleted since: ${missing.join(', ')}`, 'bad')
  }
  return (
    <Page
      title={`Versions of ${agent.name}`}
      lead={liveSentence(agent)}
      actions={
        <>
          <Button
            variant="default"
            component={AppLink}
            href={paths.agents(agent.id)}
            leftSection={<IconArrowLeft size={16} aria-hidden />}
          >
            Draft
          </Button>
          {before !== undefined && (
            <GatedButton
              whyNot={whyNot}
              variant="default"
              onClick={() => setAsking({ kind: 'roll-back', number: before })}
            >
              Roll back
            </GatedButton>
          )}
          {items.length > 1 && (
            <GatedButton whyNot={whyNot} variant="default" onClick={() => setAsking({ kind: 'split' })}>
              Split
            </GatedButton>
          )}
          <PublishButton agent={agent} />
        </>
      }
    >
      {versions.problem !== undefined && (
        <Problem thrown={versions.problem} onRetry={() => void refresh('agents:versions')} />
      )}
      {versions.value === undefined && versions.problem === undefined && <SkeletonRows />}
      {versions.value !== undefined && items.length === 0 && (
        <EmptyState icon={IconVersions} title="Nothing published yet">
          Publish the draft to keep it as version 1. You can then change the draft without customers noticing, see what
          changed, and go back.
        </EmptyState>
      )}
      {items.length > 0 && (
        <Timeline
          agent={agent}
          versions={versions}
          onRestore={number => setAsking({ kind: 'restore', number })}
          onLetAnswer={number => setAsking({ kind: 'answer', number })}
        />
      )}
      {asking?.kind === 'restore' && (
        <Confirm
          title={`Copy version ${asking.number} into the draft?`}
          action="Copy"
          onConfirm={() => restore(asking.number)}
          onClose={close}
        >
          The draft is replaced. Customers notice nothing until you publish.
        </Confirm>
      )}
      {(asking?.kind === 'answer' || asking?.kind === 'roll-back') && (
        <Confirm
          title={`Let version ${asking.number} answer?`}
          action={`Use version ${asking.number}`}
          onConfirm={() => answer(asking)}
          onClose={close}
        >
          It answers everybody from the next conversation on. Open conversations keep the version they have.
        </Confirm>
      )}
      {asking?.kind === 'split' && <SplitDialog agent={agent} versions={items.slice(0, 10)} onClose={close} />}
    </Page>
  )
}
