'use client'

import { IconRobot } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useWhyNot } from '../../lib/can.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { useGo } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AgentForm } from './agent-form.tsx'
import { AgentList } from './agent-list.tsx'
import { useAgents } from './agents.ts'

const VersionsScreen = dynamic(
  () => import('../versions/versions-screen.tsx').then(({ VersionsScreen }) => VersionsScreen),
  { ssr: false },
)

/** Who answers: the agents, or one of them to change. */
export const AgentsScreen = () => {
  const place = useSearchParams()
  const chosen = place.get('agent')
  const { value, problem } = useAgents()
  const go = useGo()
  const whyNot = useWhyNot('agents.write')
  const agent = value?.items.find(({ id }) => id === chosen)
  if (chosen === 'new') return <AgentForm key="new" agent={undefined} />
  if (agent && place.get('view') === 'versions') return <VersionsScreen key={agent.id} agent={agent} />
  if (agent) return <AgentForm key={agent.id} agent={agent} />
  const make = (
    <GatedButton whyNot={whyNot} onClick={() => go(paths.newAgent)}>
      New agent
    </GatedButton>
  )
  return (
    <Page title="Agents" actions={value?.items.length ? make : undefined}>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('agents')} />}
      {value === undefined && problem === undefined && <SkeletonRows />}
      {value !== undefined && chosen !== null && (
        <p role="alert" className="mb-4 text-(--bad)">
          This agent does not exist any more.
        </p>
      )}
      {value?.items.length === 0 && (
        <EmptyState icon={IconRobot} title="No agents yet" action={make}>
          An agent has a name, a manner and instructions, and answers your customers from the knowledge.
        </EmptyState>
      )}
      {value !== undefined && value.items.length > 0 && <AgentList agents={value.items} />}
    </Page>
  )
}
