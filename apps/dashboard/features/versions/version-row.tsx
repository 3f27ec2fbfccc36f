import type { Agent } from '@frontdesk/contract/agents'
import type { AgentVersion } from '@frontdesk/contract/versions'
import { Badge } from '@mantine/core'
import { useWhyNot } from '../../lib/can.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ChangesRow } from './changes-row.tsx'
import { shareOf } from './live.ts'

type Props = {
  agent: Agent
  version: AgentVersion
  publisher: string
  onRestore: () => void
  onLetAnswer: () => void
}

/** One version of the timeline, opening to what it changed and what can be done with it. */
export const VersionRow = ({ agent, version, publisher, onRestore, onLetAnswer }: Props) => {
  const { number, note, hash, model, knowledge, publishedAt } = version
  const share = shareOf(agent.live, number)
  const mayWrite = useWhyNot('agents.write')
  const mayPublish = useWhyNot('agents.publish')
  return (
    <ChangesRow
      agentId={agent.id}
      from={number > 1 ? String(number - 1) : undefined}
      to={String(number)}
      same="Nothing differs from the version before."
      first="The first version."
      summary={
        <>
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-medium">Version {number}</span>
            {share > 0 && (
              <Badge color="green" c="var(--good)" variant="light">
                {share === 100 ? 'Live' : `Live for ${share} %`}
              </Badge>
            )}
          </span>
          {note && (
            <span className="block [overflow-wrap:anywhere]" dir="auto">
              {note}
            </span>
          )}
          <span className="block text-[13px] text-(--quiet)">
            {publisher}, <Moment at={publishedAt} />
          </span>
        </>
      }
      label={`Version ${number}`}
    >
      <FactList
        facts={[
          ['Model', model],
          ['Documents', String(knowledge.documents)],
          ['Hash', hash],
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {share < 100 && (
          <GatedButton whyNot={mayPublish} variant="default" onClick={onLetAnswer}>
            Let it answer
          </GatedButton>
        )}
        <GatedButton whyNot={mayWrite} variant="default" onClick={onRestore}>
          Copy into the draft
        </GatedButton>
      </div>
    </ChangesRow>
  )
}
