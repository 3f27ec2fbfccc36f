'use client'

import { Button } from '@mantine/core'
import { IconCheck, IconLink, IconMessageCircle } from '@tabler/icons-react'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { AppLink } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useAgents } from '../agents/agents.ts'
import { useTrace } from './trace.ts'
import { TraceStory } from './trace-story.tsx'

/** The trace of one answer under an address of its own, to be sent to a colleague. */
export const TraceScreen = () => {
  const turnId = useSearchParams().get('turn')
  if (turnId === null)
    return (
      <Page title="How this answer came about">
        <p className="text-(--quiet)">This address names no answer. Open one from a conversation.</p>
      </Page>
    )
  return <Trace key={turnId} turnId={turnId} />
}

const Trace = ({ turnId }: { turnId: string }) => {
  const { value: trace, problem } = useTrace(turnId)
  const agent = useAgents().value?.items.find(({ id }) => id === trace?.agentId)
  return (
    <Page
      title="How this answer came about"
      {...(agent && { lead: `By ${agent.name}` })}
      actions={
        <>
          <CopyLink />
          {trace && (
            <Button
              variant="default"
              component={AppLink}
              href={paths.chat({ conversation: trace.conversationId })}
              leftSection={<IconMessageCircle size={16} aria-hidden />}
            >
              Conversation
            </Button>
          )}
        </>
      }
    >
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh(`turn:${turnId}`)} />}
      {trace === undefined && problem === undefined && <SkeletonRows />}
      {trace && (
        <div className="max-w-[760px] ps-2">
          <TraceStory trace={trace} />
        </div>
      )}
    </Page>
  )
}

const CopyLink = () => {
  const [copied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(window.location.href).then(() => setCopied(true))
  const Icon = copied ? IconCheck : IconLink
  return (
    <Button variant="default" leftSection={<Icon size={16} aria-hidden />} onClick={() => void copy()}>
      {copied ? 'Copied' : 'Copy the link'}
    </Button>
  )
}
